import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { fluentCss } from "./fluent-css.ts";

const server = process.env.KOMMUNPULS_SERVER ?? "http://127.0.0.1:3978";

export default defineConfig({
  root: import.meta.dirname,
  base: "/tab/",
  plugins: [react(), fluentCss(), packed()],
  build: { outDir: "dist", emptyOutDir: true, manifest: true, target: "es2023", assetsInlineLimit: 0 },
  server: { proxy: { "/api": server, "/local": server, "/open": server } },
});

/** Puts .br and .gz beside each asset, for the server to send as they are. index.html is filled in per request, so it stays plain. */
function packed(): Plugin {
  const ways = { br: promisify(brotliCompress), gz: promisify(gzip) };
  return {
    name: "packed",
    apply: "build",
    async writeBundle({ dir = "dist" }) {
      const folder = join(dir, "assets");
      const names = (await readdir(folder)).filter((name) => /\.(js|css|svg|json)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const file = join(folder, name);
          const bytes = await readFile(file);
          for (const [ending, pack] of Object.entries(ways))
            await writeFile(`${file}.${ending}`, await pack(bytes));
        }),
      );
    },
  };
}
