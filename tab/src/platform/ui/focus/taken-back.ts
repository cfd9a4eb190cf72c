/** What messages ask of the focus keeper, whose code comes when the page is there. */
type Keeper = { thingHere(): readonly string[]; awaitThing(keys: readonly string[]): void };

let keeper: Keeper = { thingHere: () => [], awaitThing() {} };
export const setKeeper = (loaded: Keeper): void => {
  keeper = loaded;
};

/** By what the thing is known that a message tells of, should it come back: the row and the page that one acts on. */
export const thingHere = (): readonly string[] => keeper.thingHere();

/** What was taken back gets the focus as soon as it is here again, unless one has gone on to something else. */
export const awaitThing = (keys: readonly string[]): void => keeper.awaitThing(keys);
