import { useEffect } from "react";

/** Keeps the focus from falling; its code comes once the page is there, since nothing can be pressed before. */
export function useFocusKeeper(): void {
  useEffect(() => {
    let isOver = false;
    let end = () => {};
    import("./focus-keeper.ts").then(
      ({ keepFocus }) => {
        if (!isOver) end = keepFocus();
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      end();
    };
  }, []);
}
