import { useSearchParams } from "react-router";

/** How one reads the results: pictures or tables, everybody alone or beside the groups. */
export type View = { tables: boolean; groups: boolean; set(name: "tables" | "groups", on: boolean): void };

/** Kept in the address, so that a link opens what its sender saw. On a phone groups are shown when one asks for them. */
export function useView(): View {
  const [query, setQuery] = useSearchParams();
  const isOn = (name: string, otherwise: boolean) => (query.has(name) ? query.get(name) === "1" : otherwise);

  return {
    tables: isOn("tables", false),
    groups: isOn("groups", !matchMedia("(max-width: 480px)").matches),
    set: (name, on) =>
      setQuery(
        (before) => {
          before.set(name, on ? "1" : "0");
          return before;
        },
        { replace: true },
      ),
  };
}
