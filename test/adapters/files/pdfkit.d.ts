declare module "pdfkit" {
  type TextOptions = { readonly lineBreak?: boolean; readonly continued?: boolean; readonly rise?: number };
  export default class PDFDocument {
    constructor(options?: Record<string, unknown>);
    on(event: "data" | "end", listener: (chunk: Uint8Array) => void): this;
    fontSize(size: number): this;
    text(text: string, x?: number | TextOptions, y?: number, options?: TextOptions): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(color: string): this;
    addPage(): this;
    end(): void;
  }
}
