using GraphQLParser.AST;

namespace Versori.Connectors.Invocation;

/// <summary>The directives, variables and fragments that a document uses, in its order.</summary>
internal sealed class GraphQLUses
{
    public List<GraphQLDirective> Directives { get; } = [];

    public List<GraphQLVariable> Variables { get; } = [];

    public List<GraphQLFragmentSpread> Spreads { get; } = [];

    public static GraphQLUses Of(GraphQLDocument document)
    {
        var uses = new GraphQLUses();
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case GraphQLOperationDefinition operation:
                    uses.Add(operation.Directives);
                    foreach (var variable in operation.Variables?.Items ?? []) uses.Add(variable.Directives);
                    uses.Add(operation.SelectionSet);
                    break;
                case GraphQLFragmentDefinition fragment:
                    uses.Add(fragment.Directives);
                    uses.Add(fragment.SelectionSet);
                    break;
            }
        }

        return uses;
    }

    private void Add(GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    Add(field.Arguments);
                    Add(field.Directives);
                    Add(field.SelectionSet);
                    break;
                case GraphQLInlineFragment fragment:
                    Add(fragment.Directives);
                    Add(fragment.SelectionSet);
                    break;
                case GraphQLFragmentSpread spread:
                    Spreads.Add(spread);
                    Add(spread.Directives);
                    break;
            }
        }
    }

    private void Add(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            Directives.Add(directive);
            Add(directive.Arguments);
        }
    }

    private void Add(GraphQLArguments? arguments)
    {
        foreach (var argument in arguments?.Items ?? []) Add(argument.Value);
    }

    private void Add(GraphQLValue? value)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                Variables.Add(variable);
                break;
            case GraphQLListValue list:
                foreach (var item in list.Values ?? []) Add(item);
                break;
            case GraphQLObjectValue fields:
                foreach (var field in fields.Fields ?? []) Add(field.Value);
                break;
        }
    }
}
