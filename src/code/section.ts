import type { Spec } from '../spec/spec.ts';

/** A part of a program: a cell of its notebook. */
export interface Section {
  title: string;
  /** What a teacher would say before it: one or two sentences. */
  text: string;
  code: string;
}

/** Writes an experiment as a complete program of one framework. */
export interface Writer {
  label: string;
  extension: 'py' | 'mjs';
  comment: '#' | '//';
  /** What must be installed, as the package manager calls it. */
  install: string;
  sections(spec: Spec): Section[];
}
