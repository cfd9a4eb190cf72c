import type { QueryClient } from "@tanstack/react-query";
import type { SessionView } from "bot/coffee/contract";
import { sessionQuery } from "#features/coffee/queries.ts";
import type { SessionName } from "#features/coffee/series/session/queries.ts";
import { ApiError } from "#platform/api.ts";

export const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "changedMeanwhile";

/** The session as the server has it just now. */
export const newest = (client: QueryClient, { seriesId, date }: SessionName): Promise<SessionView> =>
  client.fetchQuery({ ...sessionQuery(seriesId, date), staleTime: 0 });

/**
 * Saves one part of a session, on the version that it was written on. A session has one version for all its parts: when
 * it is a newer one whose part is still as it was, nobody's words are lost, and the part is saved on that.
 */
export async function saveOn<Part>(
  client: QueryClient,
  base: SessionView,
  partOf: (view: SessionView) => Part,
  put: (version: string) => Promise<SessionView>,
): Promise<SessionView> {
  try {
    return await put(base.version);
  } catch (error) {
    if (!isConflict(error)) throw error;
    const now = await newest(client, base);
    if (JSON.stringify(partOf(now)) !== JSON.stringify(partOf(base))) throw error;
    return put(now.version);
  }
}
