import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NetworkView } from "bot/network/contract";
import { api } from "#platform/api.ts";
import { networkQuery } from "#platform/members-only/network-query.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";

export const useNetwork = () => useQuery(networkQuery());

/** A deed that changes how one stands, or the network itself: taken as the server then has it, and said. */
export function useNetworkDeed<Input>(method: "PUT" | "DELETE", path: string, done: string) {
  const client = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (input: Input) => api<NetworkView>(method, path, input),
    // An invitation may be over by now, or one's standing another.
    onError: () => client.invalidateQueries({ queryKey: ["network"] }),
    onSuccess: async (view) => {
      client.setQueryData(networkQuery().queryKey, view);
      announce(done);
      // All that is the members' own looks different now, the forum's pages too.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.length > 1 });
    },
  });
}
