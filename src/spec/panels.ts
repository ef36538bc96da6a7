/** The parts of the network's page, in the page's order; `src/ui/panels.ts` has their components. */
export const panels = {
  drawing: { label: 'Input' },
  data: { label: 'Learns from' },
  hourglass: { label: 'From picture to code and back' },
  sliders: { label: 'Move the code' },
  digits: { label: 'Ten test digits' },
  settings: { label: 'Experiment' },
  backend: { label: 'Backend' },
  loss: { label: 'Loss' },
} as const satisfies Record<string, { label: string }>;

export type PanelId = keyof typeof panels;
