import ts from 'typescript';
import { asSentence, hasWords, isSaying, isTwoEnds, type Said } from './said.ts';
import {
  assignmentsTo,
  bare,
  functionOf,
  isConst,
  isParameterPart,
  isTopLevel,
  placeOf,
  returnsIn,
} from './source-tree.ts';

type Bound = ReadonlyMap<ts.Symbol, Said>;

const NOTHING: Bound = new Map();
const VALUE: Said = ['{}'];
/** Names under which texts of other errors are passed on. */
const PASSED_ON = /^(message|hint|why|reason)$/;
const DEEP = 12;

/**
 * Reads from the sources what expressions can say: constants, conditions, templates, functions of ours and what they are called with are
 * followed; everything else is a value.
 */
export class TextReader {
  readonly #checker: ts.TypeChecker;
  readonly #calls = new Map<ts.Symbol, (readonly ts.Expression[])[]>();
  readonly #isName: (text: string) => boolean;
  /** Words that stand in the place of a `{…}`, with where the place is. */
  readonly phrases = new Map<string, string>();

  constructor(checker: ts.TypeChecker, files: readonly ts.SourceFile[], isName: (text: string) => boolean) {
    this.#checker = checker;
    this.#isName = isName;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#noteCall(node);
      ts.forEachChild(node, visit);
    };
    for (const file of files) visit(file);
  }

  #noteCall({ expression, arguments: given }: ts.CallExpression | ts.NewExpression): void {
    const symbol = this.#symbolOf(expression);
    if (symbol === undefined) return;
    const calls = this.#calls.get(symbol) ?? [];
    this.#calls.set(symbol, calls);
    calls.push(given ?? []);
  }

  /** What an expression can say, each once; `bound` = what the parameters around it say. */
  of(node: ts.Expression | undefined, bound: Bound = NOTHING, depth = 0): Said {
    if (node === undefined || depth > DEEP) return VALUE;
    return [...new Set(this.#read(bare(node), bound, depth + 1))];
  }

  #read(node: ts.Expression, bound: Bound, depth: number): Said {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isTemplateExpression(node)) return this.#template(node, bound, depth);
    if (ts.isConditionalExpression(node))
      return [node.whenTrue, node.whenFalse].flatMap((end) =>
        end.getText() === 'undefined' ? [] : this.of(end, bound, depth),
      );
    if (ts.isBinaryExpression(node)) return this.#binary(node, bound, depth);
    if (ts.isCallExpression(node)) return this.#call(node, bound, depth);
    if (ts.isYieldExpression(node)) return this.of(node.expression, bound, depth);
    if (ts.isElementAccessExpression(node)) return this.#each(node.expression, bound, depth);
    if (ts.isPropertyAccessExpression(node)) {
      return PASSED_ON.test(node.name.text) && node.name.text !== 'reason' ? ['{…}'] : (this.#literals(node) ?? VALUE);
    }
    return ts.isIdentifier(node) ? this.#identifier(node, bound, depth) : VALUE;
  }

  #template(node: ts.TemplateExpression, bound: Bound, depth: number): Said {
    return node.templateSpans.reduce<Said>(
      (before, { expression, literal }) => {
        const parts = this.#part(this.of(expression, bound, depth), expression);
        return before.flatMap((start) => parts.map((part) => `${start}${part}${literal.text}`));
      },
      [node.head.text],
    );
  }

  #joined({ elements }: ts.ArrayLiteralExpression, separator: string, bound: Bound, depth: number): Said {
    const parts = elements.map((element) => this.#part(this.of(element, bound, depth), element));
    return parts.reduce((before, part) => before.flatMap((start) => part.map((end) => `${start}${separator}${end}`)));
  }

  /** What stands in a sentence for an expression: two texts make two sentences, more make a place for words. */
  #part(said: Said, node: ts.Node): Said {
    const words = said.filter((text) => isSaying(text) && !this.#isName(text));
    if (said.length === 1 && (words.length === 1 || said[0] === '')) return said;
    if (words.length === 0) return isTwoEnds(said) ? said : [said.find((text) => text.includes('…')) ?? '{}'];
    if (said.length === 2 && said.every((text) => text !== '{}')) return said;
    for (const text of words) this.phrases.set(text, placeOf(node));
    return ['{…}'];
  }

  #binary({ left, right, operatorToken }: ts.BinaryExpression, bound: Bound, depth: number): Said {
    const [first, second] = [this.of(left, bound, depth), this.of(right, bound, depth)];
    switch (operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return first.flatMap((start) => second.map((end) => `${start}${end}`));
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        return [...first, ...second];
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return second;
      default:
        return VALUE;
    }
  }

  #call(node: ts.CallExpression, bound: Bound, depth: number): Said {
    const { expression, arguments: given } = node;
    if (ts.isPropertyAccessExpression(expression)) {
      if (expression.name.text === 'trim')
        return this.of(expression.expression, bound, depth).map((text) => text.trim());
      if (expression.name.text === 'join') {
        const list = bare(expression.expression);
        if (ts.isArrayLiteralExpression(list))
          return this.#joined(list, this.of(given[0], bound, depth)[0] ?? '', bound, depth);
        const [separator = ', '] = this.of(given[0], bound, depth);
        return hasWords(separator) ? [`{…${separator}…}`] : VALUE;
      }
    }
    if (ts.isIdentifier(expression) && expression.text === 'sentence')
      return this.of(given[0], bound, depth).map(asSentence);
    const returned = this.#returns(node, bound, depth);
    return returned === null ? VALUE : returned.flatMap(([value, inner]) => this.of(value, inner, depth));
  }

  /** What a function of ours can return, and what its parameters say there; null = it is not ours. */
  #returns(node: ts.CallExpression, bound: Bound, depth: number): readonly [ts.Expression, Bound][] | null {
    const called =
      this.#symbolOf(node.expression)
        ?.declarations?.map(functionOf)
        .find((found) => found !== null) ?? null;
    if (called === null || called.body === undefined) return null;
    const inner = new Map(bound);
    for (const [at, { name }] of called.parameters.entries()) {
      const symbol = this.#checker.getSymbolAtLocation(name);
      if (symbol !== undefined && node.arguments[at] !== undefined)
        inner.set(symbol, this.of(node.arguments[at], bound, depth));
    }
    if (!ts.isBlock(called.body)) return [[called.body, inner]];
    return returnsIn(called.body).map((value) => [value, inner]);
  }

  #identifier(node: ts.Identifier, bound: Bound, depth: number): Said {
    const symbol = this.#symbolOf(node);
    if (symbol === undefined) return VALUE;
    const known = bound.get(symbol);
    if (known !== undefined) return known;
    const said = (symbol.declarations ?? []).flatMap((declaration) =>
      this.#declared(declaration, symbol, bound, depth),
    );
    const useful = said.filter((text) => text !== '{}');
    if (useful.length > 0) return said;
    const isPassedOn = PASSED_ON.test(node.text) && (symbol.declarations ?? []).every(isParameterPart);
    return this.#literals(node) ?? (isPassedOn ? ['{…}'] : VALUE);
  }

  #declared(declaration: ts.Declaration, symbol: ts.Symbol, bound: Bound, depth: number): Said {
    if (ts.isVariableDeclaration(declaration)) {
      const assigned = isConst(declaration) ? [] : assignmentsTo(symbol, declaration, this.#checker);
      return [declaration.initializer, ...assigned].flatMap((value) =>
        value === undefined || bare(value).kind === ts.SyntaxKind.NullKeyword ? [] : this.of(value, bound, depth),
      );
    }
    if (ts.isParameter(declaration)) return this.#passed(declaration, (given) => this.of(given, NOTHING, depth));
    if (ts.isBindingElement(declaration)) return this.#unpacked(declaration, bound, depth);
    return VALUE;
  }

  /** What a function is called with. */
  #passed(parameter: ts.ParameterDeclaration, read: (given: ts.Expression) => Said): Said {
    const owner = parameter.parent;
    // Who calls a method through its interface is not known.
    if (ts.isMethodDeclaration(owner) && !ts.isPrivateIdentifier(owner.name)) return VALUE;
    const isTold = ts.isVariableDeclaration(owner.parent) && PASSED_ON.test(parameter.name.getText());
    if (ts.isArrowFunction(owner) && !isTopLevel(owner) && !isTold) return VALUE;
    const named = ts.isConstructorDeclaration(owner)
      ? owner.parent
      : ts.isVariableDeclaration(owner.parent)
        ? owner.parent
        : owner;
    const symbol = named.name === undefined ? undefined : this.#checker.getSymbolAtLocation(named.name);
    const at = owner.parameters.indexOf(parameter);
    const calls = symbol === undefined ? [] : (this.#calls.get(symbol) ?? []);
    const given = [...calls.map((call) => call[at]), parameter.initializer].flatMap((one) =>
      one === undefined ? [] : [one],
    );
    return given.length === 0 ? VALUE : given.flatMap(read);
  }

  #unpacked(element: ts.BindingElement, bound: Bound, depth: number): Said {
    const { parent } = element;
    const name = (element.propertyName ?? element.name).getText();
    const own = element.initializer === undefined ? [] : this.of(element.initializer, bound, depth);
    const holder = parent.parent;
    const take = (value: ts.Expression): Said =>
      ts.isArrayBindingPattern(parent)
        ? this.elementOf(value, parent.elements.indexOf(element), bound, depth)
        : this.propertyOf(value, name, bound, depth);
    if (ts.isParameter(holder)) return [...this.#passed(holder, take), ...own];
    if (ts.isVariableDeclaration(holder) && holder.initializer !== undefined) {
      const taken = take(holder.initializer);
      return [...(taken.length === 0 && own.length > 0 ? VALUE : taken), ...own];
    }
    return VALUE;
  }

  /** What an element of a list can say. */
  elementOf(node: ts.Expression, at: number, bound: Bound = NOTHING, depth = 0): Said {
    return this.#within(node, bound, depth, (list, inner) =>
      ts.isArrayLiteralExpression(list) ? this.of(list.elements[at], inner, depth + 1) : null,
    );
  }

  /** What a property of an object can say; empty = it has none. */
  propertyOf(node: ts.Expression, name: string, bound: Bound = NOTHING, depth = 0): Said {
    return this.#within(node, bound, depth, (object, inner) => {
      if (!ts.isObjectLiteralExpression(object)) return null;
      return object.properties.flatMap((property) => {
        if (ts.isSpreadAssignment(property)) return this.propertyOf(property.expression, name, inner, depth + 1);
        if (property.name?.getText() !== name) return [];
        if (ts.isPropertyAssignment(property)) return this.of(property.initializer, inner, depth + 1);
        return ts.isShorthandPropertyAssignment(property) ? this.of(property.name, inner, depth + 1) : VALUE;
      });
    });
  }

  /** Looks for a literal through conditions, constants and functions. */
  #within(
    written: ts.Expression,
    bound: Bound,
    depth: number,
    take: (node: ts.Expression, bound: Bound) => Said | null,
  ): Said {
    if (depth > DEEP) return [];
    const node = bare(written);
    const again = (next: ts.Expression, inner = bound): Said => this.#within(next, inner, depth + 1, take);
    const taken = take(node, bound);
    if (taken !== null) return taken;
    if (ts.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)];
    if (ts.isBinaryExpression(node)) return [...again(node.left), ...again(node.right)];
    if (ts.isCallExpression(node)) {
      const returned = this.#returns(node, bound, depth);
      return returned === null ? VALUE : returned.flatMap(([value, inner]) => again(value, inner));
    }
    if (!ts.isIdentifier(node)) return [];
    return (this.#symbolOf(node)?.declarations ?? []).flatMap((declaration) => {
      if (ts.isVariableDeclaration(declaration))
        return declaration.initializer === undefined ? [] : again(declaration.initializer);
      return ts.isParameter(declaration) ? this.#passed(declaration, (given) => again(given, NOTHING)) : [];
    });
  }

  /** The values of a constant object. */
  #each(node: ts.Expression, bound: Bound, depth: number): Said {
    const said = this.#within(node, bound, depth, (object, inner) =>
      ts.isObjectLiteralExpression(object)
        ? object.properties.flatMap((property) =>
            ts.isPropertyAssignment(property) ? this.of(property.initializer, inner, depth) : [],
          )
        : null,
    );
    return said.length === 0 ? VALUE : said;
  }

  /** The texts that the type of an expression allows; null = any. */
  #literals(node: ts.Expression): Said | null {
    const type = this.#checker.getTypeAtLocation(node);
    const members = type.isUnion() ? type.types : [type];
    return members.every((member) => member.isStringLiteral())
      ? members.map((member) => (member as ts.StringLiteralType).value)
      : null;
  }

  #symbolOf(node: ts.Expression): ts.Symbol | undefined {
    const symbol =
      ts.isIdentifier(node) && ts.isShorthandPropertyAssignment(node.parent)
        ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
        : this.#checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? this.#checker.getAliasedSymbol(symbol)
      : symbol;
  }
}
