/** The signs of TEPA for what is not quite the same. */
export const signs = { near: "~", broader: "<", narrower: ">" } as const;
