import { parse, type AnyNode, type CallExpression, type Identifier, type Program } from 'acorn'

/** What stands around a place of a script. */
export interface Surroundings {
  /** The innermost function or class that is named like a component. */
  readonly component: string | undefined
  /** The innermost function that is named like a hook. */
  readonly hook: string | undefined
  /** The innermost function that has a name. */
  readonly functionName: string | undefined
  /** Names of what is passed, where the place is a call: `undefined` for what has none. */
  readonly passed: readonly (string | undefined)[]
}

/** Reads a module. @throws SyntaxError */
export function readScript(text: string): Program {
  return parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true })
}

/** @param offset where an engine has seen a call: its function, its name, or its parenthesis */
export function surroundingsOf(program: Program, offset: number): Surroundings {
  const path = pathTo(program, offset)
  const names = path.flatMap((node, depth) => (isScope(node) ? (nameOf(path, depth) ?? []) : [])).reverse()
  const call = path.findLast((node) => node.type === 'CallExpression' && isCalledAt(node, offset))
  return {
    component: names.find((name) => /^[A-Z]/.test(name)),
    hook: names.find(isHook),
    functionName: names[0],
    passed: call?.type === 'CallExpression' ? call.arguments.map(shortName) : [],
  }
}

/** Before its arguments: engines tell the name, or of `fn?.()` the parenthesis. */
function isCalledAt({ arguments: [first], start, end }: CallExpression, offset: number): boolean {
  return start <= offset && offset < (first?.start ?? end)
}

/** The nodes that contain the place, outermost first. */
function pathTo(root: AnyNode, offset: number): AnyNode[] {
  const path: AnyNode[] = []
  for (let node: AnyNode | undefined = root; node; node = childAt(node, offset)) path.push(node)
  return path
}

function childAt(node: AnyNode, offset: number): AnyNode | undefined {
  return (Object.values(node) as unknown[])
    .flat()
    .filter(isNode)
    .find((child) => child.start <= offset && offset < child.end)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function isScope({ type }: AnyNode): boolean {
  return /^(Function|ArrowFunction|Class)(Declaration|Expression)$/.test(type)
}

/** Its own name, or that of what it is given to: `const Row = memo(() => …)`. */
function nameOf(path: readonly AnyNode[], depth: number): string | undefined {
  const node = path[depth]
  if (node && 'id' in node && node.id?.type === 'Identifier') return node.id.name
  const parent = path[depth - 1]
  switch (parent?.type) {
    case 'AssignmentExpression':
      return shortName(parent.left)
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.computed ? undefined : shortName(parent.key)
    case 'VariableDeclarator':
      return shortName(parent.id)
    case 'CallExpression':
      // What a hook is given is called by React, and what it returns is something else.
      return isHook(shortName(parent.callee) ?? '') ? undefined : nameOf(path, depth - 1)
    default:
      return undefined
  }
}

function isHook(name: string): boolean {
  return /^use[A-Z]/.test(name)
}

/** `onTick` of `onTick`, `this.onTick` or `function onTick() {}`. */
function shortName(node: AnyNode): string | undefined {
  if (node.type === 'MemberExpression') return node.computed ? undefined : shortName(node.property)
  if (node.type === 'FunctionExpression') return node.id?.name
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier'
    ? (node as Identifier).name
    : undefined
}
