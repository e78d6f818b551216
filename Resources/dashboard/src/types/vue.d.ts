/** The part of Vue 3.5 that the dashboard uses. The library is fetched at build time and brings no type files. */
declare module 'vue' {
    export interface VNode {
        readonly __v_isVNode: true;
    }
    /** What may stand inside an element. */
    export type Content = VNode | string | number | boolean | null | undefined | readonly Content[];

    export interface Ref<T> {
        value: T;
    }
    export interface ReadonlyRef<T> {
        readonly value: T;
    }
    export function ref<T>(value: T): Ref<T>;
    export function shallowRef<T>(value: T): Ref<T>;
    export function triggerRef(ref: Ref<unknown>): void;
    export function computed<T>(getter: () => T): ReadonlyRef<T>;
    export function reactive<T extends object>(target: T): T;
    export function shallowReactive<T extends object>(target: T): T;

    export interface WatchOptions {
        immediate?: boolean;
        flush?: 'pre' | 'post' | 'sync';
    }
    export function watch<T>(source: () => T, changed: (now: T, before: T | undefined) => void, options?: WatchOptions): () => void;

    export function onMounted(hook: () => void): void;
    export function onBeforeUnmount(hook: () => void): void;
    export function nextTick(): Promise<void>;

    export interface SetupContext {
        readonly slots: { default?: () => readonly VNode[] };
    }
    /** Seen by the type checker as a function, which is what it accepts as a tag. */
    export type Component<Props> = (props: Props & { key?: string | number; children?: Content }) => VNode;
    /** `props` names every property once; the checker refuses a list that forgets one. */
    export function defineComponent<Props extends object>(
        setup: (props: Readonly<Props>, context: SetupContext) => () => Content,
        options: { name: string; props: { [Name in keyof Required<Props>]: null } },
    ): Component<Props>;

    export const Fragment: (props: { children?: Content }) => VNode;
    export function h(type: unknown, props?: object | null, ...children: Content[]): VNode;

    export interface App {
        mount(selector: string): void;
        config: { errorHandler?: (error: unknown) => void };
    }
    export function createApp(root: Component<{}>): App;
}
