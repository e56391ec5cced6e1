// Bundles the page and what it needs into ../built, with the licences of what went in: npm run build.
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const BUILT = "../built";

await rm(BUILT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    page: "page.jsx",
    "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
    "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
    "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
  },
  outdir: BUILT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".ttf": "file", ".md": "text" },
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
});
await copyFile("index.html", `${BUILT}/index.html`);
await writeFile(`${BUILT}/LICENSES.txt`, await licences(Object.keys(metafile.inputs)));

async function licences(files) {
  const inPackage = /^(?<folder>.*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+))\//;
  const packages = new Map(
    files.map((file) => file.match(inPackage)?.groups).filter(Boolean).map(({ name, folder }) => [name, folder]),
  );
  const texts = [...packages].sort().map(async ([name, folder]) => {
    const found = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|thirdparty)/i.test(file));
    const { license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const words = await Promise.all(found.map((file) => readFile(`${folder}/${file}`, "utf8")));
    return [`${name} (${license})`, ...words].join("\n\n");
  });
  return (await Promise.all(texts)).join(`\n\n${"-".repeat(80)}\n\n`);
}
