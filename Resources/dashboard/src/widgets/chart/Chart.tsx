import { defineComponent, h, onBeforeUnmount, onMounted, ref, watch } from 'vue';
import uPlot from 'uplot';
import type { Plot } from 'uplot';
import { paint } from '../../theme/theme';
import { columns, options } from './options';
import type { Picture } from './picture';

interface ChartProps {
    /** What the chart says, for those who hear it. */
    readonly label: string;
    readonly picture: Picture;
    /** The words for one place, under the chart while it is pointed at or reached with the arrow keys. */
    readonly describe: (index: number) => string;
    readonly height?: number;
}

/** A chart with its key. It is read with the pointer or, once it has the focus, with the arrow keys. */
export const Chart = defineComponent<ChartProps>((props) => {
    const holder = ref<HTMLDivElement | null>(null);
    const reading = ref('');
    let plot: Plot | null = null;
    let observer: ResizeObserver | null = null;
    let at = -1;

    const height = (): number => props.height ?? 260;
    const read = (drawn: Plot): void => {
        const { idx } = drawn.cursor;
        at = idx ?? -1;
        reading.value = idx === null || idx === undefined ? '' : props.describe(idx);
    };
    const draw = (): void => {
        plot?.destroy();
        plot = null;
        const element = holder.value;
        if (element === null || element.clientWidth === 0) return;
        element.replaceChildren();
        plot = new uPlot(options(props.picture, { width: element.clientWidth, height: height() }, read), columns(props.picture), element);
    };
    const pressed = (event: KeyboardEvent): void => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        const { x } = props.picture;
        if (step === 0 || plot === null || x.length === 0) return;
        event.preventDefault();
        const index = Math.max(0, Math.min(x.length - 1, at + step));
        plot.setCursor({ left: plot.valToPos(x[index] ?? 0, 'x'), top: 1 });
    };
    onMounted(() => {
        draw();
        observer = new ResizeObserver(() => {
            const width = holder.value?.clientWidth ?? 0;
            if (width === 0) return;
            if (plot === null) draw();
            else plot.setSize({ width, height: height() });
        });
        if (holder.value) observer.observe(holder.value);
    });
    watch(() => [props.picture, paint.value], draw, { flush: 'post' });
    onBeforeUnmount(() => {
        observer?.disconnect();
        plot?.destroy();
    });

    return () => (
        <div>
            <div
                ref={holder}
                class="chart"
                style={{ 'min-height': `${height()}px` }}
                role="img"
                aria-label={`${props.label} Left and right arrow keys read it place by place.`}
                tabindex={0}
                onKeydown={pressed}
            />
            <p class="chart-key small">
                {props.picture.series.map((series) => (
                    <span key={series.label} class="key-entry">
                        <span class={`key-${series.form}`} style={{ color: `var(${series.colour})` }} aria-hidden="true" /> {series.label}
                    </span>
                ))}
                {props.picture.band
                    ? (
                        <span class="key-entry">
                            <span class="key-band" aria-hidden="true" /> {props.picture.band.label}
                        </span>
                    )
                    : null}
                <span class="chart-reading number" aria-live="polite">{reading.value}</span>
            </p>
        </div>
    );
}, { name: 'Chart', props: { label: null, picture: null, describe: null, height: null } });
