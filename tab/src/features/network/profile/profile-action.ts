import type { NetworkView } from "bot/network/contract";

/**
 * What sending the form does. Whoever is invited is in at once, also where they have asked already, and so is an
 * administrator, who coordinates without being a member. The others ask, and then change what they have told.
 */
export function deedOf(
  { profile, may }: Pick<NetworkView, "profile" | "may">,
  isInvited: boolean,
): "join" | "ask" | "save" {
  if (isInvited) return "join";
  if (profile !== null) return "save";
  return may.coordinate ? "join" : "ask";
}
