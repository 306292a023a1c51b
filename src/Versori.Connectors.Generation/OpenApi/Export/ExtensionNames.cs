namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// The extensions that an export writes where OpenAPI 3.1 cannot state what a definition contains. The import reads
/// them, so that both together return the same endpoints.
/// </summary>
internal static class ExtensionNames
{
    /// <summary>In an operation: the path of the endpoint, if that of the document differs.</summary>
    public const string Path = "x-versori-path";

    /// <summary>In a parameter: the members that differ, or <c>omit</c> if the endpoint does not have it.</summary>
    public const string Parameter = "x-versori-parameter";

    /// <summary>The member of <see cref="Parameter"/> of a parameter that the endpoint does not have.</summary>
    public const string Omit = "omit";

    /// <summary>In an operation: how the endpoint returns pages, as <see cref="EndpointPaging"/> describes.</summary>
    public const string Paging = "x-versori-paging";

    /// <summary>
    /// In the document: limits, retries and rules for responses. In an operation: its weight, whether it may be
    /// repeated, and its own rules.
    /// </summary>
    public const string Calls = "x-versori-calls";

    /// <summary>In a response: whether the endpoint does not have it. OpenAPI requires at least one.</summary>
    public const string NoResponse = "x-versori-no-response";

    /// <summary>
    /// In a schema: the keywords that differ; or the schema itself, if it is not an object.
    /// </summary>
    public const string Schema = "x-versori-schema";

    /// <summary>
    /// The member of <see cref="Schema"/> with the names of keywords that the definition does not have.
    /// </summary>
    public const string Added = "added";

    /// <summary>
    /// In a media type: the schema of each item of a sequence, which is a field since OpenAPI 3.2.
    /// </summary>
    public const string ItemSchema = "x-oai-itemSchema";

    /// <summary>In an operation: parameters that OpenAPI 3.1 has no location for.</summary>
    public const string Parameters = "x-versori-parameters";

    /// <summary>In the components: the names of schemas whose names are not allowed in OpenAPI.</summary>
    public const string Names = "x-versori-names";

    /// <summary>
    /// In a server variable: whether its default only stands for the value that a connection supplies.
    /// </summary>
    public const string Placeholder = "x-versori-placeholder";

    /// <summary>
    /// In a path item: methods that 3.1 has no field for. Microsoft.OpenApi writes them in the same extension.
    /// </summary>
    public const string Operations = "x-oai-additionalOperations";

    /// <summary>
    /// In an overlay: the connector whose edits it records; in the update of its action for the whole document: the
    /// changed members of the definition.
    /// </summary>
    public const string Connector = "x-versori-connector";

    /// <summary>In the update of an overlay's action: the changed members of an endpoint.</summary>
    public const string Endpoint = "x-versori-endpoint";

    /// <summary>In an overlay's action: the id that the endpoint had.</summary>
    public const string EndpointId = "x-versori-endpoint-id";

    /// <summary>In an overlay's action: the values before the edit.</summary>
    public const string Before = "x-versori-before";

    /// <summary>In changed members: a value that takes the place of the whole value, instead of a merge.</summary>
    public const string Replace = "x-versori-replace";
}
