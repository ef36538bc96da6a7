import type { ComponentType } from 'react';
import type { PanelId } from '../spec/panels.ts';
import { LossPanel } from './charts/LossPanel.tsx';
import { CodeSliders } from './code/CodeSliders.tsx';
import { DigitRows } from './digits/DigitRows.tsx';
import { InputPanel } from './drawing/InputPanel.tsx';
import { Backend } from './experiment/Backend.tsx';
import { Settings } from './experiment/Settings.tsx';
import { Hourglass } from './hourglass/Hourglass.tsx';
import { TrainingData } from './training/TrainingData.tsx';

export type Column = 'input' | 'network' | 'experiment';

interface PanelRow {
  column: Column;
  Component: ComponentType;
}

/** What the page is made of, column by column in this order; the layout loops over it. */
export const panels = {
  drawing: { column: 'input', Component: InputPanel },
  data: { column: 'input', Component: TrainingData },
  hourglass: { column: 'network', Component: Hourglass },
  sliders: { column: 'network', Component: CodeSliders },
  digits: { column: 'network', Component: DigitRows },
  settings: { column: 'experiment', Component: Settings },
  backend: { column: 'experiment', Component: Backend },
  loss: { column: 'experiment', Component: LossPanel },
} as const satisfies Record<PanelId, PanelRow>;
