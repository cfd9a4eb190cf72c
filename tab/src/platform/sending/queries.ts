import { queryOptions } from "@tanstack/react-query";
import type { PlaceView, SendingView } from "bot/sending/contract";
import { api } from "#platform/api.ts";

/** The sendings of what has this path in the API, such as "/surveys/…". */
export const sendingsQuery = (path: string) =>
  queryOptions({
    queryKey: ["sendings", path],
    queryFn: () =>
      api<{ sendings: SendingView[] }>("GET", `${path}/sendings`).then(({ sendings }) => sendings),
  });

/** The channels and chats that the bot may write to, from a path such as "/surveys/places". */
export const placesQuery = (path: string) =>
  queryOptions({
    queryKey: ["places", path],
    queryFn: () => api<{ places: PlaceView[] }>("GET", path).then(({ places }) => places),
  });
