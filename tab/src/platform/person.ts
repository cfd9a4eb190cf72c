import { liveValue } from "./observable.ts";

/** Who is signed in, as tenant and person; null until a token has come. What one writes is kept in this browser under it. */
export const personNow = liveValue<string | null>(null);
