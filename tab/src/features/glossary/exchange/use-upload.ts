import { useMutation } from "@tanstack/react-query";
import type { ImportView } from "bot/glossary/contract";
import { useEffect, useRef, useState } from "react";
import { ApiError, api, Unreachable } from "#platform/api.ts";
import { formatOf, partsOf, upload } from "./upload.ts";

type Job = { id: string; file: File; sent: number };

/** Sends a file in; when it fails, `again` goes on where it came to. `done` is handed the import's id. */
export function useUpload(done: (id: string) => void) {
  const [sent, setSent] = useState(0);
  const job = useRef<Job | null>(null);
  const isStopped = useRef(false);
  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);

  const send = useMutation({
    async mutationFn(now: Job) {
      const { id, file } = now;
      const format = formatOf(file.name);
      if (!format) return;
      const parts = partsOf(file.size);
      // The id is ours, so that beginning again after a lost answer begins no second import.
      await api<ImportView>("POST", "/glossary/imports", {
        id,
        fileName: file.name.slice(0, 200),
        format,
        parts,
      });
      await upload(file, now.sent, {
        put: (number, bytes) => api("PUT", `/glossary/imports/${id}/parts/${number}`, { bytes }),
        mayPass,
        wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
        sent(count) {
          now.sent = count;
          setSent(count);
        },
        isStopped: () => isStopped.current || job.current !== now,
      });
      if (job.current === now) done(id);
    },
  });

  return {
    file: job.current?.file,
    sent,
    error: send.error,
    isPending: send.isPending,
    begin(file: File) {
      job.current = { id: crypto.randomUUID(), file, sent: 0 };
      setSent(0);
      send.mutate(job.current);
    },
    again() {
      if (job.current) send.mutate(job.current);
    },
    stop() {
      const { id } = job.current ?? {};
      job.current = null;
      send.reset();
      // What has come is thrown away; if this fails, the server does so in its own time.
      if (id) api("DELETE", `/glossary/imports/${id}`).catch(() => {});
    },
  };
}

const mayPass = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ApiError && [429, 502, 503, 504].includes(error.status));
