export interface Point {
    readonly x: number;
    readonly y: number;
}

interface Spot {
    x: number;
    y: number;
}

const rounds = 300;

/**
 * Places nodes so that linked ones stand near each other: they push each other away, links pull, from a circle as the
 * start. The same network is always drawn the same. Coordinates are from 0 to 1. Pure.
 */
export function layout(count: number, edges: readonly (readonly [number, number])[]): readonly Point[] {
    if (count === 0) return [];
    if (count === 1) return [{ x: 0.5, y: 0.5 }];
    const spots: Spot[] = Array.from({ length: count }, (_, index) => {
        const angle = (2 * Math.PI * index) / count - Math.PI / 2;
        return { x: Math.cos(angle), y: Math.sin(angle) };
    });
    // The distance at which a link is at rest: what is left for each when all share the plane.
    const rest = 2 / Math.sqrt(count);
    for (let round = 0; round < rounds; round += 1) {
        const reach = 0.1 * (1 - round / rounds);
        const forces = pushes(spots, rest);
        pull(spots, edges, rest, forces);
        for (const [index, spot] of spots.entries()) {
            const force = forces[index];
            if (force === undefined) continue;
            const length = Math.hypot(force.x, force.y);
            if (length === 0) continue;
            const step = Math.min(length, reach) / length;
            spot.x += force.x * step;
            spot.y += force.y * step;
        }
    }
    return fitted(spots);
}

function pushes(spots: readonly Spot[], rest: number): Spot[] {
    const forces = spots.map(() => ({ x: 0, y: 0 }));
    for (const [a, one] of spots.entries()) {
        for (let b = a + 1; b < spots.length; b += 1) {
            const other = spots[b];
            if (other === undefined) continue;
            const x = one.x - other.x;
            const y = one.y - other.y;
            const square = Math.max(1e-4, x * x + y * y);
            add(forces, a, b, (x * rest * rest) / square, (y * rest * rest) / square);
        }
    }
    return forces;
}

function pull(spots: readonly Spot[], edges: readonly (readonly [number, number])[], rest: number, forces: Spot[]): void {
    for (const [a, b] of edges) {
        const one = spots[a];
        const other = spots[b];
        if (one === undefined || other === undefined || a === b) continue;
        const x = other.x - one.x;
        const y = other.y - one.y;
        const strength = Math.hypot(x, y) / rest;
        add(forces, a, b, x * strength, y * strength);
    }
}

function add(forces: Spot[], a: number, b: number, x: number, y: number): void {
    const one = forces[a];
    const other = forces[b];
    if (one === undefined || other === undefined) return;
    one.x += x;
    one.y += y;
    other.x -= x;
    other.y -= y;
}

/** Stretched to fill the square, each way by itself; what has no width stands in the middle. */
function fitted(spots: readonly Spot[]): readonly Point[] {
    const scale = (of: (spot: Spot) => number) => {
        const low = Math.min(...spots.map(of));
        const range = Math.max(...spots.map(of)) - low;
        return (spot: Spot): number => (range < 1e-9 ? 0.5 : (of(spot) - low) / range);
    };
    const across = scale((spot) => spot.x);
    const down = scale((spot) => spot.y);
    return spots.map((spot) => ({ x: across(spot), y: down(spot) }));
}
