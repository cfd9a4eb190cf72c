/** Names the heading, the page's own where it is empty, that gets the focus when what had it in this part goes away. */
export const useKeptFocus = (headingId = ""): { "data-focus-home": string } => ({
  "data-focus-home": headingId,
});
