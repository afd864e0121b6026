import type * as Renderer from "adaptivecards";

declare global {
  /** The official renderer, loaded by the page before its modules. */
  const AdaptiveCards: typeof Renderer;
}
