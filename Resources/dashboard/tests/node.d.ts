/** The part of Node that the tests use; they run there, the product does not. */
declare module 'node:test' {
    export default function test(sentence: string, body: () => void): void;
}
declare module 'node:assert/strict' {
    const assert: {
        equal(actual: unknown, expected: unknown, message?: string): void;
        deepEqual(actual: unknown, expected: unknown, message?: string): void;
        ok(value: unknown, message?: string): void;
    };
    export default assert;
}
