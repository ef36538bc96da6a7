import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findTextProblems, type TextProblem } from './text-nodes.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

const said = ({ file, line, message }: TextProblem) => `${file}:${line}: ${message}`;

it('every text that React changes, or that stands beside what comes and goes, has its own element', () => {
  const problems = findTextProblems(`${SRC}tsconfig.page.json`, (file) => file.startsWith(SRC));
  expect(problems.map(said)).toEqual([]);
});

/** Elements on a line each, in a component that is given numbers, texts and elements. */
const specimens = {
  good: [
    '<p>{text}</p>',
    '<p>{isOpen ? text : <b>x</b>}</p>',
    '<p>{children}</p>',
    '<p>{n + text}</p>',
    '<p>Press <kbd>Space</kbd> twice.</p>',
    "<p>Press{' '}<kbd>Space</kbd></p>",
    '<p>Step <span>{n}</span></p>',
    '<p><span>{n}</span>{isOpen && <b>x</b>}</p>',
    "<p>{isOpen && ''}<b>x</b></p>",
    '<p>{list.map((one) => <b key={one}>{one}</b>)}<i /></p>',
    '<Some>{text}</Some>',
    '<p><Some>x</Some>{element}</p>',
    '<>{isOpen && <p>{text}</p>}</>',
    '<p>{isOpen ? <b key="a">x <i>y</i></b> : <b key="b">z</b>}</p>',
    '<p>{isOpen ? <b>x <i>y</i></b> : <i>z</i>}</p>',
    '<p>{isOpen && <b>x <i>y</i></b>}{isOpen || <b>z</b>}</p>',
    '<p>\n{/* A comment. */}\n{text}\n</p>',
  ],
  bad: [
    '<p>{n} of {text}</p>',
    '<p>Step {n}</p>',
    '<p>{text} <b>x</b></p>',
    '<p>{isOpen && text}<b>x</b></p>',
    '<p>Read {isOpen && <b>x</b>}</p>',
    '<p><Some>x</Some> is here</p>',
    '<p>{element} is here</p>',
    '<p>Here is <b key={n}>x</b></p>',
    '<p>{list.map((one) => one)}</p>',
    '<p>{list.map((one) => one)}<b>x</b></p>',
    '<p>{children}<b>x</b></p>',
    '<>{text}</>',
    '<>Always</>',
    '<Suspense fallback={null}>{children}</Suspense>',
    '<Some>Step {n}</Some>',
    '<p>{isOpen ? <b>x <i>y</i></b> : <b>z</b>}</p>',
    '<p>{isOpen ? <u><b>x <i>y</i></b></u> : <u>z</u>}</p>',
    '<svg><text>{n}<tspan>x</tspan></text></svg>',
  ],
};

const components = {
  good: [
    'function Good() { return <p>x</p>; }',
    'const Good = () => null;',
    'function good() { return String(1); }',
    'function Good({ isOpen }: { isOpen: boolean }) { if (isOpen) return <p>x</p>; return <b>x <i>y</i></b>; }',
  ],
  bad: [
    'function Bad() { return String(1); }',
    'const Bad = ({ children }: { children: ReactNode }) => children;',
    'class Bad extends Component { render(): ReactNode { return null; } }',
    'function Bad({ isOpen }: { isOpen: boolean }) { if (isOpen) return <p>x</p>; return <p>x <i>y</i></p>; }',
  ],
};

/** A module for each specimen, as the page's project has them. */
function modulesOf(group: string, elements: readonly string[], whole: readonly string[]) {
  const within = elements.map(
    (jsx) => `export function Specimen(given: Given) {
      const { n, text, isOpen, list, children, element, Some } = given;
      void [n, text, isOpen, list, children, element, Some];
      return (${jsx});
    }`,
  );
  const imports = `import { Component, type ReactElement, type ReactNode, Suspense } from 'react';
    export const used = [Component, Suspense];
    export interface Given {
      n: number; text: string; isOpen: boolean; list: string[]; children: ReactNode;
      element: ReactElement | null; Some(props: { children: ReactNode }): ReactElement;
    }`;
  return [...within, ...whole].map(
    (source, place) => [`${SRC}ui/${group}-${place}.tsx`, `${imports}\n${source}`] as const,
  );
}

it('finds every kind of text that a translation would break, and no other', () => {
  const config = `${SRC}specimens.json`;
  const modules = new Map<string, string>([
    ...modulesOf('good', specimens.good, components.good),
    ...modulesOf('bad', specimens.bad, components.bad),
  ]);
  const project = { extends: './tsconfig.page.json', include: [], files: [...modules.keys()] };
  const sources = new Map([[config, JSON.stringify(project)], ...modules]);
  const problems = findTextProblems(config, (file) => modules.has(file), {
    readFile: (name) => sources.get(name),
    fileExists: (name) => sources.has(name) || undefined,
  });
  const found = new Set(problems.map(({ file }) => file.replace(/^.*\//, '')));
  const wanted = [...modules.keys()]
    .map((file) => file.replace(/^.*\//, ''))
    .filter((file) => file.startsWith('bad'));
  expect([...found].toSorted()).toEqual(wanted.toSorted());
});

it('names file, line and text', () => {
  const file = `${SRC}ui/specimen.tsx`;
  const sources = new Map([
    [
      `${SRC}specimens.json`,
      '{ "extends": "./tsconfig.page.json", "include": [], "files": ["ui/specimen.tsx"] }',
    ],
    [file, 'export function Steps({ n }: { n: number }) {\n  return <p>Step {n}</p>;\n}\n'],
  ]);
  const problems = findTextProblems(`${SRC}specimens.json`, (name) => name === file, {
    readFile: (name) => sources.get(name),
    fileExists: (name) => sources.has(name) || undefined,
  });
  expect(problems.map(said)).toEqual([
    'src/ui/specimen.tsx:2: {n} stands beside other children of <p>. Give the text an element of its own, or write all of it as one template string.',
  ]);
});
