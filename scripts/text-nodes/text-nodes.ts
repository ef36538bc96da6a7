import { relative } from 'node:path';
import {
  isArrowFunction,
  isBinaryExpression,
  isConditionalExpression,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isJsxAttribute,
  isJsxElement,
  isJsxExpression,
  isJsxFragment,
  isJsxSelfClosingElement,
  isJsxText,
  isMethodDeclaration,
  isParenthesizedExpression,
  isReturnStatement,
  isStringLiteral,
  isVariableDeclaration,
  type JsxChild,
  type JsxElement,
  type JsxFragment,
  type JsxSelfClosingElement,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import type { FileSystem } from 'typescript/unstable/fs';
import { API, type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';

/**
 * A browser's translation replaces every text node by an element. React notices nothing, and fails or
 * writes in vain when it next removes the node, changes it, or inserts something before it. It never
 * touches a text node that is its element's only child: it sets the element's text.
 */
export interface TextProblem {
  file: string;
  /** Counted from 1. */
  line: number;
  message: string;
}

/** Elements that leave no mark in the document: a text in them is a child of whatever is around. */
const WITHOUT_ELEMENT = /^(Suspense|StrictMode|Fragment|Profiler|Activity)$|Provider$/;

const OWN_ELEMENT =
  'Give the text an element of its own, or write all of it as one template string.';

/**
 * Finds the text nodes of a project's components that would not survive a translation.
 *
 * @param config path of the project's `tsconfig.json`
 * @param isChecked says of a file's path whether to look into it
 * @param files stands in for the real file system, where it knows an answer
 */
export function findTextProblems(
  config: string,
  isChecked: (file: string) => boolean,
  files?: FileSystem,
): TextProblem[] {
  const api = new API(files ? { fs: files } : {});
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`${config} is no TypeScript project.`);
    return project.program
      .getSourceFileNames()
      .filter((name) => name.endsWith('.tsx') && isChecked(name))
      .flatMap((name) => {
        const source = project.program.getSourceFile(name);
        return source ? problemsIn(source, project.checker) : [];
      });
  } finally {
    api.close();
  }
}

function problemsIn(source: SourceFile, checker: Checker): TextProblem[] {
  const problems: TextProblem[] = [];
  const visit = (node: Node): void => {
    const message =
      isJsxElement(node) || isJsxFragment(node)
        ? problemOfChildren(node, checker)
        : problemOfComponent(node, checker);
    if (message !== null) {
      const start = node.getStart(source);
      const line = source.text.slice(0, start).split('\n').length;
      problems.push({ file: relative(process.cwd(), source.fileName), line, message });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return problems;
}

/** What is wrong with the children of an element; null if nothing. */
function problemOfChildren(node: JsxElement | JsxFragment, checker: Checker): string | null {
  const parent = isJsxElement(node) ? node.openingElement.tagName.getText() : '';
  const children = node.children.filter(isShown);
  const texts = children.filter((child) => mayBeText(child, checker));
  const [text] = texts;
  if (!text) return null;
  if (parent === '' || WITHOUT_ELEMENT.test(parent)) {
    return `${shown(text)} stands in <${parent}>, which is no element of the page. ${OWN_ELEMENT}`;
  }
  if (children.length === 1) {
    return isListOfTexts(text, checker)
      ? `${shown(text)} in <${parent}> is a list of texts. Join them, or give each an element.`
      : null;
  }
  const changing = texts.find((child) => !isStatic(child));
  if (changing) {
    return `${shown(changing)} stands beside other children of <${parent}>. ${OWN_ELEMENT}`;
  }
  const neighbour = children.find((child) => !isStatic(child) && !isLastingElement(child));
  if (neighbour) {
    return `${shown(text)} stands beside ${shown(neighbour)} in <${parent}>, which may come and go. ${OWN_ELEMENT}`;
  }
  const twin = isJsxElement(node) && twinOf(node);
  return twin
    ? `${shown(text)} stands beside other children of <${parent}>, and ${shown(twin)} may take their place. Give both a key.`
    : null;
}

/** A component that may return text puts it beside whatever stands around it. */
function problemOfComponent(node: Node, checker: Checker): string | null {
  const name = nameOfComponent(node);
  if (name === null) return null;
  const signature = checker.getSignatureFromDeclaration(node);
  const type = signature && checker.getReturnTypeOfSignature(signature);
  return type && isText(type, checker)
    ? `${name} may return text, which has no element of its own. Return an element.`
    : null;
}

/** Of a function that is a component by its name, or of a class's `render`. */
function nameOfComponent(node: Node): string | null {
  let name: Node | undefined;
  if (isFunctionDeclaration(node)) name = node.name;
  else if (isMethodDeclaration(node)) {
    return node.name.getText() === 'render' ? 'render' : null;
  } else if (isArrowFunction(node) || isFunctionExpression(node)) {
    name = isVariableDeclaration(node.parent) ? node.parent.name : undefined;
  }
  if (!name || !isIdentifier(name) || !/^[A-Z]/.test(name.text)) return null;
  return name.text;
}

/** JSX drops comments, and white space that holds a line break. */
function isShown(child: JsxChild): boolean {
  if (isJsxText(child)) return child.text.trim() !== '' || !child.text.includes('\n');
  return !isJsxExpression(child) || child.expression !== undefined;
}

function mayBeText(child: JsxChild, checker: Checker): boolean {
  if (isJsxText(child)) return true;
  if (!isJsxExpression(child) || !child.expression) return false;
  const type = checker.getTypeAtLocation(child.expression);
  return type === undefined || isText(type, checker);
}

/** Written in the source, so that React neither changes nor removes it while its element is there. */
function isStatic(child: JsxChild): boolean {
  if (isJsxText(child)) return true;
  return (
    isJsxExpression(child) && child.expression !== undefined && isStringLiteral(child.expression)
  );
}

/** An element of the page itself, which stays as long as its parent: a component may show nothing. */
function isLastingElement(child: JsxChild): boolean {
  return isElement(child) && !hasKey(child) && /^[a-z]/.test(tagOf(child));
}

type Element = JsxElement | JsxSelfClosingElement;

function isElement(node: Node): node is Element {
  return isJsxElement(node) || isJsxSelfClosingElement(node);
}

function openingOf(element: Element) {
  return isJsxElement(element) ? element.openingElement : element;
}

function tagOf(element: Element): string {
  return openingOf(element).tagName.getText();
}

function hasKey(element: Element): boolean {
  return openingOf(element).attributes.properties.some(
    (attribute) => isJsxAttribute(attribute) && attribute.name.getText() === 'key',
  );
}

/**
 * An element that React may turn into this one, as both are of one kind and only one of them is shown:
 * `isOpen ? <p>…</p> : <p>…</p>`, or what another `return` of the component shows.
 */
function twinOf(node: Element): Element | undefined {
  for (let at: Node = node; !isFunction(at) && at.parent !== undefined; at = at.parent) {
    if (!isElement(at)) continue;
    // React never turns an element with a key into one without.
    if (hasKey(at)) return undefined;
    const tag = tagOf(at);
    const twin = alternativesOf(at).find(
      (other) => other !== at && !hasKey(other) && tagOf(other) === tag,
    );
    if (twin) return twin;
  }
  return undefined;
}

function isFunction(node: Node): boolean {
  return (
    isArrowFunction(node) ||
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isMethodDeclaration(node)
  );
}

/** What is shown at the place of an element: itself, and whatever stands there at other times. */
function alternativesOf(element: Element): Element[] {
  let whole: Node = element;
  while (
    isParenthesizedExpression(whole.parent) ||
    isConditionalExpression(whole.parent) ||
    isBinaryExpression(whole.parent)
  ) {
    whole = whole.parent;
  }
  if (!isReturnStatement(whole.parent)) return elementsOf(whole);
  let component: Node = whole.parent;
  while (!isFunction(component)) component = component.parent;
  const shown: Element[] = [];
  const visit = (node: Node): void => {
    if (isReturnStatement(node) && node.expression) shown.push(...elementsOf(node.expression));
    else if (!isFunction(node)) node.forEachChild(visit);
  };
  component.forEachChild(visit);
  return shown;
}

/** The elements of which an expression may be one. */
function elementsOf(expression: Node): Element[] {
  if (isElement(expression)) return [expression];
  if (isParenthesizedExpression(expression)) return elementsOf(expression.expression);
  if (isConditionalExpression(expression)) {
    return [...elementsOf(expression.whenTrue), ...elementsOf(expression.whenFalse)];
  }
  if (isBinaryExpression(expression)) {
    return [...elementsOf(expression.left), ...elementsOf(expression.right)];
  }
  return [];
}

function isListOfTexts(child: JsxChild, checker: Checker): boolean {
  if (!isJsxExpression(child) || !child.expression) return false;
  const type = checker.getTypeAtLocation(child.expression);
  return type !== undefined && constituents(type).some((one) => checker.isArrayLikeType(one));
}

/**
 * Whether React makes a text node of some value of this type.
 *
 * @param around types that this one is a part of: a list may hold lists of its own kind
 */
function isText(type: Type, checker: Checker, around: readonly number[] = []): boolean {
  if (around.includes(type.id)) return false;
  const within = [...around, type.id];
  return constituents(type).some((one) => {
    // React makes nothing of an empty string.
    if (one.isStringLiteralType()) return one.value !== '';
    const { StringLike, NumberLike, BigIntLike, Any, Unknown } = TypeFlags;
    if ((one.flags & (StringLike | NumberLike | BigIntLike | Any | Unknown)) !== 0) return true;
    if (one.isTypeParameter()) {
      const constraint = checker.getBaseConstraintOfType(one);
      return constraint === undefined || isText(constraint, checker, within);
    }
    if (one.isTypeReference() && checker.isArrayLikeType(one)) {
      return checker.getTypeArguments(one).some((item) => isText(item, checker, within));
    }
    return false;
  });
}

function constituents(type: Type): readonly Type[] {
  return type.isUnionType() ? type.getTypes().flatMap(constituents) : [type];
}

/** A child as the source has it, on one line and not too long. */
function shown(child: JsxChild): string {
  const source = child.getText().replace(/\s+/g, ' ').trim();
  const text = isJsxText(child) ? `“${source}”` : source;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
