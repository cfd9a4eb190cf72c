import { fontFamily } from "./picture-svg.ts";
import type { TextWidth } from "./svg-pen.ts";

/** Measures texts as the browser will draw them, in pixels. */
export function textWidth(): TextWidth {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size, bold) => {
    if (!context) return text.length * size * 0.6;
    context.font = `${bold ? "600 " : ""}${size}px ${fontFamily}`;
    return context.measureText(text).width;
  };
}
