import type { limits as agreed } from "bot/forum/contract";

/** The contract's own; to import them as values would bring zod. */
export const limits: typeof agreed = {
  title: 200,
  post: 20_000,
  tags: 5,
  mentions: 20,
  reason: 500,
  page: 20,
};
