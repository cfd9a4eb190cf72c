/** One line of the bench's table. `met` is left out where a figure is only told. */
export type Figure = { name: string; measured: string; goal?: string; met?: boolean };

/** A figure that must reach at least, or stay at most, a number. */
export function held(
  name: string,
  value: number,
  goal: { least: number } | { most: number },
  show: (value: number) => string,
): Figure {
  const isLeast = "least" in goal;
  const bound = isLeast ? goal.least : goal.most;
  return {
    name,
    measured: show(value),
    goal: `${isLeast ? "at least" : "at most"} ${show(bound)}`,
    met: isLeast ? value >= bound : value <= bound,
  };
}

export const told = (name: string, measured: string): Figure => ({ name, measured });

export const times = (value: number): string => `${value.toFixed(2)} times`;
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const seconds = (value: number): string => `${value.toFixed(1)} s`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
export const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(1)} KB`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en")}/s`;

/** The figures as a table of Markdown, whose columns also line up in a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ["figure", "measured", "goal", ""],
    ...figures.map(({ name, measured, goal = "", met }) => [name, measured, goal, verdict(met)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}

const verdict = (met: boolean | undefined) => (met === undefined ? "" : met ? "met" : "missed");
