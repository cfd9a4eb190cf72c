/** The shape of a page that is on its way; the frame in index.html paints the same before React has come. */
export function PageSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="bone" style={{ height: 32, width: "40%", marginBlockEnd: 24 }} />
      <RowsSkeleton rows={3} />
    </div>
  );
}

export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="bone" style={{ height: 72, marginBlockEnd: 12 }} />
      ))}
    </div>
  );
}
