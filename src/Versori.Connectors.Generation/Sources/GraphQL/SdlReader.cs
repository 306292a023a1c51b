using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Reads a schema in the schema definition language (GraphQL §3).</summary>
internal sealed class SdlReader(GraphQLSchemaModel model, string text, Work work)
{
    private const int MaximumDepth = 200;

    private readonly SourceLines _lines = new(text);
    private readonly List<(string Interface, string Type)> _implementations = [];

    /// <summary>Reads the schema.</summary>
    /// <exception cref="ConnectorException">The text is not valid.</exception>
    public void Read()
    {
        var document = Parse();
        var hasSchema = false;
        foreach (var definition in document.Definitions)
        {
            work.Step();
            switch (definition)
            {
                case GraphQLSchemaDefinition schema:
                    hasSchema = true;
                    model.Description = TextOf(schema.Description);
                    ReadRoots(schema.OperationTypes);
                    break;
                case GraphQLSchemaExtension extension:
                    ReadRoots(extension.OperationTypes ?? []);
                    break;
                case GraphQLDirectiveDefinition:
                    break;
                case GraphQLParser.AST.GraphQLTypeDefinition or GraphQLTypeExtension:
                    ReadType(definition);
                    break;
                default:
                    model.Warn("Only the definitions of a schema are read. This is ignored.", "", LineOf(definition));
                    break;
            }
        }

        Complete();

        // §3.3.1: without a schema definition, the roots have default names.
        if (hasSchema) return;
        model.Query ??= model.Find("Query")?.Name;
        model.Mutation ??= model.Find("Mutation")?.Name;
        model.Subscription ??= model.Find("Subscription")?.Name;
    }

    private GraphQLDocument Parse()
    {
        try
        {
            return Parser.Parse(text, new() { Ignore = IgnoreOptions.Comments, MaxDepth = MaximumDepth });
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            throw DocumentErrors.Invalid(
                "", $"This is not a valid GraphQL schema: {exception.Description}", exception.Location.Line, exception);
        }
        catch (GraphQLMaxDepthExceededException exception)
        {
            throw DocumentErrors.Invalid(
                "", $"The schema is nested deeper than {MaximumDepth} levels.", inner: exception);
        }
    }

    private void ReadRoots(IEnumerable<GraphQLRootOperationTypeDefinition> roots)
    {
        foreach (var root in roots)
        {
            var name = root.Type?.Name.StringValue;
            if (root.Operation == OperationType.Query) model.Query = name;
            else if (root.Operation == OperationType.Mutation) model.Mutation = name;
            else model.Subscription = name;
        }
    }

    private void ReadType(ASTNode node)
    {
        var name = ((INamedNode)node).Name.StringValue;
        var (kind, description) = node switch
        {
            GraphQLObjectTypeDefinition type => (GraphQLTypeKind.Object, type.Description),
            GraphQLInterfaceTypeDefinition type => (GraphQLTypeKind.Interface, type.Description),
            GraphQLUnionTypeDefinition type => (GraphQLTypeKind.Union, type.Description),
            GraphQLEnumTypeDefinition type => (GraphQLTypeKind.Enum, type.Description),
            GraphQLInputObjectTypeDefinition type => (GraphQLTypeKind.InputObject, type.Description),
            GraphQLScalarTypeDefinition type => (GraphQLTypeKind.Scalar, type.Description),
            GraphQLObjectTypeExtension => (GraphQLTypeKind.Object, null),
            GraphQLInterfaceTypeExtension => (GraphQLTypeKind.Interface, null),
            GraphQLUnionTypeExtension => (GraphQLTypeKind.Union, null),
            GraphQLEnumTypeExtension => (GraphQLTypeKind.Enum, null),
            GraphQLInputObjectTypeExtension => (GraphQLTypeKind.InputObject, null),
            _ => (GraphQLTypeKind.Scalar, null),
        };
        if (model.Find(name) is not { } known)
        {
            known = new Sources.GraphQLTypeDefinition(name, kind) { Description = TextOf(description) };
            model.Types[name] = known;
        }
        else if (known.Kind != kind || (node is GraphQLParser.AST.GraphQLTypeDefinition && !CanRepeat(known)))
        {
            model.Warn($"The type '{name}' is declared twice. The first declaration is used.", name, LineOf(node));
            return;
        }

        AddMembers(known, node);
    }

    // A definition can follow an extension. Built-in scalars can be declared.
    private static bool CanRepeat(Sources.GraphQLTypeDefinition known) =>
        known.Kind == GraphQLTypeKind.Scalar
        || (known.Fields.Count == 0 && known.Values.Count == 0 && known.PossibleTypes.Count == 0);

    private void AddMembers(Sources.GraphQLTypeDefinition type, ASTNode node)
    {
        if (node is IHasFieldsDefinitionNode { Fields: { } fields })
            type.Fields.AddRange(fields.Select(field => FieldOf(type.Name, field)));
        if (node is GraphQLInputObjectTypeDefinition { Fields: { } inputs })
            type.Fields.AddRange(inputs.Select(input => InputOf(type.Name, input)));
        if (node is GraphQLInputObjectTypeExtension { Fields: { } more })
            type.Fields.AddRange(more.Select(input => InputOf(type.Name, input)));
        if (node is GraphQLEnumTypeDefinition { Values: { } values })
            type.Values.AddRange(values.Select(value => value.Name.StringValue));
        if (node is GraphQLEnumTypeExtension { Values: { } further })
            type.Values.AddRange(further.Select(value => value.Name.StringValue));
        if (node is GraphQLUnionTypeDefinition { Types: { } union })
            type.PossibleTypes.AddRange(union.Select(member => member.Name.StringValue));
        if (node is GraphQLUnionTypeExtension { Types: { } others })
            type.PossibleTypes.AddRange(others.Select(member => member.Name.StringValue));
        if (node is IHasDirectivesNode { Directives: { } directives })
            type.IsOneOf |= directives.Any(directive => directive.Name.StringValue == "oneOf");
        if (type.Kind != GraphQLTypeKind.Object) return;
        if (node is not IHasInterfacesNode { Interfaces: { } interfaces }) return;
        foreach (var one in interfaces) _implementations.Add((one.Name.StringValue, type.Name));
    }

    // The objects of each interface are known when all types are.
    private void Complete()
    {
        foreach (var (name, type) in _implementations.Distinct())
        {
            if (model.Find(name) is { Kind: GraphQLTypeKind.Interface } declared) declared.PossibleTypes.Add(type);
        }
    }

    private GraphQLField FieldOf(string type, GraphQLFieldDefinition field)
    {
        work.Step();
        var reason = DeprecationOf(field);
        return new()
        {
            Name = field.Name.StringValue,
            Type = TypeOf(field.Type),
            Description = TextOf(field.Description),
            IsDeprecated = reason is not null,
            DeprecationReason = reason,
            Arguments = [.. (field.Arguments?.Items ?? []).Select(input => InputOf($"{type}.{field.Name}", input))],
            Place = $"{type}.{field.Name}",
            Line = LineOf(field),
        };
    }

    private GraphQLField InputOf(string owner, GraphQLInputValueDefinition input)
    {
        work.Step();
        var reason = DeprecationOf(input);
        return new()
        {
            Name = input.Name.StringValue,
            Type = TypeOf(input.Type),
            Description = TextOf(input.Description),
            IsDeprecated = reason is not null,
            DeprecationReason = reason,
            HasDefault = input.DefaultValue is not null,
            Place = $"{owner}.{input.Name}",
            Line = LineOf(input),
        };
    }

    private static string? DeprecationOf(IHasDirectivesNode node)
    {
        var found = node.Directives?.Items.FirstOrDefault(directive => directive.Name.StringValue == "deprecated");
        if (found is null) return null;
        return found.Arguments?.Items.FirstOrDefault()?.Value is GraphQLStringValue reason
            ? reason.Value.ToString()
            : "";
    }

    private static GraphQLTypeRef TypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => TypeOf(required.Type) with { IsRequired = true },
        GraphQLListType list => new(null, TypeOf(list.Type), false),
        GraphQLNamedType named => new(named.Name.StringValue, null, false),
        _ => throw new InvalidOperationException($"The parser returned a type of the kind '{type.Kind}'."),
    };

    private static string? TextOf(GraphQLDescription? description) => description?.Value.ToString();

    private int LineOf(ASTNode node) => _lines.LineAt(node.Location.Start);
}
