export { toBlocks } from "../slack/blocks.ts";
