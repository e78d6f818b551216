import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue';
import { linkKinds } from '../../api/shapes/cluster';
import { link } from '../../app/router';
import { statistic } from '../../format/statistic';
import { duration } from '../../format/time';
import { readable } from '../../format/words';
import { bandShapes } from '../../widgets/marks';
import { layout, Point } from './layout';
import type { Edge, Member } from './network';

interface ClusterGraphProps {
    readonly members: readonly Member[];
    readonly edges: readonly Edge[];
}

const nodeRadius = 24;
/** Labels of more links than this, or on a narrower picture, would cover each other; the table has them all. */
const roomForLabels = { links: 14, width: 560 };

/** Who copies whom: accounts as nodes in the colour of their band, links as lines from the leader to the follower. */
export const ClusterGraph = defineComponent<ClusterGraphProps>((props) => {
    const holder = ref<HTMLDivElement | null>(null);
    const width = ref(640);
    let observer: ResizeObserver | null = null;
    onMounted(() => {
        const measure = (): void => {
            width.value = Math.max(280, holder.value?.clientWidth ?? 640);
        };
        measure();
        observer = new ResizeObserver(measure);
        if (holder.value) observer.observe(holder.value);
    });
    onBeforeUnmount(() => observer?.disconnect());

    return () => {
        const { members, edges } = props;
        const size = { width: width.value, height: heightFor(members.length, width.value) };
        const index = new Map(members.map(({ account }, position) => [String(account.id), position]));
        const ends = edges.map((edge) => [index.get(edge.from) ?? 0, index.get(edge.to) ?? 0] as const);
        const spots = layout(members.length, ends).map((point) => placed(point, size));
        return (
            <div ref={holder} class="network">
                <svg
                    viewBox={`0 0 ${size.width} ${size.height}`}
                    width={size.width}
                    height={size.height}
                    role="group"
                    aria-label={`${members.length} accounts and ${edges.length} links among them. The table below has the same.`}
                >
                    <defs>
                        <marker
                            id="network-arrow"
                            viewBox="0 0 8 8"
                            refX="7"
                            refY="4"
                            markerWidth="9"
                            markerHeight="9"
                            markerUnits="userSpaceOnUse"
                            orient="auto-start-reverse"
                        >
                            <path d="M0 0L8 4L0 8z" class="network-arrow" />
                        </marker>
                    </defs>
                    {edges.map((edge, position) => line(edge, spots[ends[position]?.[0] ?? 0], spots[ends[position]?.[1] ?? 0], position))}
                    {members.map((member, position) => node(member, spots[position]))}
                    {edges.length <= roomForLabels.links && size.width >= roomForLabels.width
                        ? edges.map((edge, position) => label(edge, spots[ends[position]?.[0] ?? 0], spots[ends[position]?.[1] ?? 0], position))
                        : null}
                </svg>
            </div>
        );
    };
}, { name: 'ClusterGraph', props: { members: null, edges: null } });

/** A narrow picture needs the room in the other direction. */
function heightFor(members: number, width: number): number {
    const each = 18 * Math.max(1, 800 / width);
    return Math.min(760, Math.max(260, 180 + members * each));
}

function placed(point: Point, { width, height }: { readonly width: number; readonly height: number }): Point {
    const [side, top] = [Math.min(110, width * 0.16), 46];
    return { x: side + point.x * (width - 2 * side), y: top + point.y * (height - 2 * top) };
}

function line(edge: Edge, from: Point | undefined, to: Point | undefined, position: number) {
    if (from === undefined || to === undefined) return null;
    const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
    const [x, y] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const directed = edge.lag_ms !== null && edge.lag_ms > 0 && edge.kind === 'copy';
    return (
        <line
            key={position}
            class={`network-line network-${edge.kind}`}
            x1={from.x + x * nodeRadius}
            y1={from.y + y * nodeRadius}
            x2={to.x - x * (nodeRadius + 3)}
            y2={to.y - y * (nodeRadius + 3)}
            stroke-width={(1 + 3 * Math.min(1, edge.similarity ?? 0.2)).toFixed(1)}
            marker-end={directed ? 'url(#network-arrow)' : undefined}
        >
            <title>{edgeWords(edge)}</title>
        </line>
    );
}

function label(edge: Edge, from: Point | undefined, to: Point | undefined, position: number) {
    if (from === undefined || to === undefined) return null;
    const text = edgeWords(edge);
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    const width = text.length * 6 + 8;
    return (
        <g key={`label ${position}`} class="network-label" aria-hidden="true">
            <rect x={x - width / 2} y={y - 9} width={width} height={18} rx="4" />
            <text x={x} y={y + 4} text-anchor="middle">{text}</text>
        </g>
    );
}

function edgeWords(edge: Edge): string {
    const similarity = edge.similarity === null ? '' : `J ${statistic(edge.similarity, 2)}`;
    const lag = edge.lag_ms === null || edge.kind === 'identity' ? '' : duration(edge.lag_ms / 1000);
    return [edge.kind === 'copy' ? '' : linkKinds[edge.kind].title.toLowerCase(), similarity, lag].filter((part) => part !== '').join(', ');
}

function node({ account }: Member, at: Point | undefined) {
    if (at === undefined) return null;
    const { band } = account;
    const words = `${account.account_number}, ${band ? readable(band).toLowerCase() : 'not scored'}${
        account.risk_score === null ? '' : `, score ${account.risk_score}`
    }`;
    return (
        <a key={String(account.id)} class="network-node" href={link(`/accounts/${account.id}`)} aria-label={words}>
            <title>{words}</title>
            <circle cx={at.x} cy={at.y} r={nodeRadius} class={`network-band-${band ?? 'none'}`} />
            {band === null
                ? null
                : <path d={bandShapes[band]} class={`network-mark network-band-${band}`} transform={`translate(${at.x - 6} ${at.y - 20})`} />}
            <text x={at.x} y={at.y + 9} text-anchor="middle" class="network-score">{account.risk_score ?? '–'}</text>
            <text x={at.x} y={at.y + nodeRadius + 14} text-anchor="middle" class="network-name">{account.account_number}</text>
        </a>
    );
}
