"""Which nodes of a network can be reached from each other in both directions.

Two papers belong together if moves lead from the first to the second and back. Only inside such a group can students
exchange papers without anybody noticing a difference.

Strongly connected components by depth-first search with one stack (Tarjan, SIAM J. Comput. 1, 1972), without recursion,
so that long chains do not exhaust the interpreter's stack.
"""


def components(nodes, successors) -> dict:
    """Node -> number of its component, for the nodes and everything reachable from them."""
    number, low, part, open_nodes, count = {}, {}, {}, [], 0
    for root in nodes:
        if root in number:
            continue
        trail = [(root, iter(successors(root)))]
        number[root] = low[root] = len(number)
        open_nodes.append(root)
        while trail:
            node, after = trail[-1]
            for target in after:
                if target not in number:
                    number[target] = low[target] = len(number)
                    open_nodes.append(target)
                    trail.append((target, iter(successors(target))))
                    break
                if target not in part:
                    low[node] = min(low[node], number[target])
            else:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[node])
                if low[node] == number[node]:
                    count += 1
                    _close(node, open_nodes, part, count)
    return part


def _close(node, open_nodes, part, count):
    while True:
        member = open_nodes.pop()
        part[member] = count
        if member == node:
            return
