namespace Versori.Connectors.Generation.Sources;

/// <summary>The kind of a GraphQL type (GraphQL §4.5.1).</summary>
internal enum GraphQLTypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
}
