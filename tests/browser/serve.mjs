// A server for a folder under a sub-path, on this machine alone. Packs text as servers do.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".woff2": "font/woff2", ".json": "application/json",
  ".csv": "text/csv; charset=utf-8", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf",
};

// `under` begins and ends with a slash. `folder` may be told later: `server.folder = ...`.
export async function serve(folder, under) {
  const state = { folder, under };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const missing = async () => {
      const page = await readFile(join(state.folder, "404.html")).catch(() => "");
      response.writeHead(404, { "content-type": TYPES[".html"] }).end(page);
    };
    if (!path.startsWith(under)) return missing();
    let file = normalize(path.slice(under.length));
    if (file.startsWith("..")) return missing();
    if (file === "." || file.endsWith("/")) file = join(file, "index.html");
    const bytes = await readFile(join(state.folder, file)).catch(() => null);
    if (bytes === null) return missing();
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const head = { "content-type": type, "cache-control": "max-age=60" };
    if (!/text|json|xml/.test(type)) return response.writeHead(200, head).end(bytes);
    return response.writeHead(200, { ...head, "content-encoding": "gzip" }).end(gzipSync(bytes));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  state.origin = `http://127.0.0.1:${server.address().port}`;
  state.base = `${state.origin}${under}`;
  state.stop = () => { server.closeAllConnections(); server.close(); };
  return state;
}
