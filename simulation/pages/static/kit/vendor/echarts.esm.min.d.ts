// What our modules use of ECharts, whose own declarations are longer than all of our scripts. Options are plain objects here:
// a wrong one shows in the browser tests, not in the types.

export interface ZRender {
  on(event: string, listener: (event: { offsetX: number; offsetY: number }) => void): void;
  flush(): void;
  add(element: Drawable): void;
  remove(element: Drawable): void;
}

/** An element of the drawing that no series owns. */
export interface Drawable {
  shape: any;
  getBoundingRect(): object;
  getPaintRect(): object;
  contain(x: number, y: number): boolean;
  setStyle(style: object): void;
  setShape(shape: object): void;
}

export const graphic: {
  extendShape(what: object): new (how: object) => Drawable;
  BoundingRect: new (x: number, y: number, width: number, height: number) => object;
};

/** What a mouse event of a chart says of the drawn thing it met. */
export interface ChartEvent {
  seriesId?: string;
  dataIndex: number;
  value: any;
}

export interface Chart {
  setOption(option: object, how?: { notMerge?: boolean; replaceMerge?: string[]; lazyUpdate?: boolean; silent?: boolean }): void;
  on(event: string, listener: (event: ChartEvent) => void): void;
  dispatchAction(action: { type: string; [more: string]: unknown }): void;
  convertFromPixel(finder: object, value: number): number;
  convertToPixel(finder: object, value: number[]): [number, number];
  resize(how?: { silent?: boolean }): void;
  getZr(): ZRender;
  getDataURL(how: { pixelRatio: number; backgroundColor: string }): string;
  getOption(): object;
  getWidth(): number;
  getHeight(): number;
  renderToSVGString(): string;
  clear(): void;
  dispose(): void;
}

/** What a custom series is told of the data it draws. */
export interface RenderParameters {
  dataIndex: number;
}

/** Places and lengths of the axes as pixels. */
export interface RenderApi {
  coord(value: number[]): [number, number];
  size(value: number[]): [number, number];
}

/** ssr: without a box, for its SVG. */
export function init(
  box: HTMLElement | null,
  theme: null,
  how: { renderer: "canvas" | "svg"; ssr?: boolean; width?: number; height?: number },
): Chart;

export const format: { encodeHTML(text: string): string };
