// What the two WebAssembly programs give to JavaScript, as the checker needs to know it. The build
// writes the modules themselves (`cargo xtask build`); their Rust side is in src/bin/.

declare module '*/wasm/worker.js' {
  export default function init(from: { module_or_path: URL }): Promise<unknown>;
  export function start(ledger: object, session: object, texts: string): void;
  export function page(message: unknown, tab: number, host: string): Promise<unknown>;
  export function panel(message: unknown, tab: number, granted: string[]): Promise<unknown>;
  export function wake(): Promise<void>;
  export function tab_closed(tab: number): Promise<void>;
}

declare module '*/wasm/texts.js' {
  const texts: string;
  export default texts;
}

declare module '*/wasm/pages.js' {
  export default function init(from: { module_or_path: URL }): Promise<unknown>;
  export function start(page: string): void;
  export function hand_over(ticket: string, port: MessagePort): void;
}
