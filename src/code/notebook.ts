import type { Spec } from '../spec/spec.ts';
import type { Section, Writer } from './section.ts';

/** A Jupyter notebook of a program, as nbformat 4.5 wants it: a cell of text before each of code. */
export function writeNotebook(writer: Writer, spec: Spec, title: string): string {
  const install: Section = {
    title: 'Install',
    text: 'In Colab these are there already; elsewhere, once:',
    code: `%pip install --quiet ${writer.install}`,
  };
  const start = markdown('title', `# ${title}\n\nMade by the autoencoder playground.`);
  const cells = [install, ...writer.sections(spec)].flatMap((section, index) => [
    markdown(`text-${index}`, `## ${section.title}\n\n${section.text}`),
    code(`code-${index}`, section.code),
  ]);
  const notebook = {
    cells: [start, ...cells],
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function markdown(id: string, source: string) {
  return { cell_type: 'markdown', id, metadata: {}, source: sourceLines(source) };
}

function code(id: string, source: string) {
  return {
    cell_type: 'code',
    execution_count: null,
    id,
    metadata: {},
    outputs: [],
    source: sourceLines(source),
  };
}

/** Every line but the last with its line break. */
function sourceLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
