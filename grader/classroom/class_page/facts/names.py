"""Names of a program that its author chose, renamed in the order in which they come: `a = 1` and `b = 1` are the same then."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def renamed(tree: ast.Module) -> ast.Module:
    """Rename what a program names itself, write imported things by their full names, and let all texts be the same one."""
    plain = _Plain(tree)
    body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    return ast.Module([made for node in body if isinstance(made := plain.visit(node), ast.stmt)], [])


def _bound(scope: ast.AST) -> set[str]:
    """List the names that a scope binds itself: variables, parameters, functions and classes, not those of the scopes in it."""
    found, elsewhere = set[str](), set[str]()
    for node in _inside(scope):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found.add(name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                elsewhere.update(names)
    return found - elsewhere


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """List what is in a scope, and the heads of the scopes in it."""
    todo = list(ast.iter_child_nodes(scope))
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, SCOPES):
            todo += ast.iter_child_nodes(node)


def _attributes(tree: ast.Module) -> set[str]:
    """List the attributes that a program makes: what it assigns, and the methods of its classes."""
    nodes = list(ast.walk(tree))
    made = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    return made | {one.name for each in classes for one in each.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


def _imported(tree: ast.Module) -> dict[str, str]:
    """Tell what imported names stand for: `aio` for asyncio, `gather` for asyncio.gather."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.asname: one.name for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom):
            found |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return found


class _Plain(ast.NodeTransformer):
    """Makes a program plain. New names begin with a dot, as no other name does."""

    def __init__(self, tree: ast.Module) -> None:
        self._made, self._imported = _attributes(tree), _imported(tree)
        self._scopes: list[tuple[set[str], dict[str, str]]] = [(_bound(tree), {})]
        self._attributes: dict[str, str] = {}
        self._count = 0

    def _name(self, name: str) -> str:
        for bound, new in reversed(self._scopes):
            if name in bound:
                if name not in new:
                    self._count += 1
                    new[name] = f".{self._count}"
                return new[name]
        return self._imported.get(name, name)

    def _attribute(self, name: str) -> str:
        known = name in self._made and not name.startswith("__")
        return self._attributes.setdefault(name, f".a{len(self._attributes)}") if known else name

    def _scope(self, node: ast.AST) -> ast.AST:
        self._scopes.append((_bound(node), {}))
        try:
            return self.generic_visit(node)
        finally:
            self._scopes.pop()

    def _function(self, node: Function) -> ast.AST:
        node.name = self._name(node.name)
        return self._scope(node)

    def visit(self, node: ast.AST) -> ast.AST:
        """Make a part plain."""
        match node:
            case ast.Name():
                return ast.Name(self._name(node.id), ast.Load())
            case ast.arg():
                return ast.arg(self._name(node.arg))
            case ast.Constant(value=str()):
                return ast.Constant("")
            case ast.Attribute():
                return self._dotted(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return self._function(node)
            case ast.AnnAssign(value=ast.expr() as value):
                return self.visit(ast.Assign([node.target], value))
            case ast.ClassDef():
                node.name = self._name(node.name)
            case ast.ExceptHandler(name=str(name)):
                node.name = self._name(name)
            case ast.Global() | ast.Nonlocal():
                node.names = list(map(self._name, node.names))
        return self._scope(node) if isinstance(node, SCOPES) else self.generic_visit(node)

    def _dotted(self, node: ast.Attribute) -> ast.AST:
        """Write asyncio.gather the same, however it was imported."""
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and not node.value.id.startswith("."):
            return ast.Name(f"{node.value.id}.{node.attr}", ast.Load())
        return ast.Attribute(node.value, self._attribute(node.attr), ast.Load())
