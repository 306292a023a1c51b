using System.Collections.ObjectModel;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// What a document states about a connector. <see cref="Complete"/> applies the values of the host, and fills what the
/// document leaves out.
/// </summary>
internal sealed record DefinitionDraft
{
    private const string HowToFix =
        $"Set the base URL with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithBaseUrl)}.";

    /// <summary>The title as the document has it; empty if it has none.</summary>
    public required string Title { get; init; }

    /// <summary>What the external system is for, if the document says it.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The base URL: an expression over <see cref="Inputs"/>, without query, fragment and trailing slash;
    /// <see langword="null"/> if the document has none.
    /// </summary>
    public string? BaseUrl { get; init; }

    /// <summary>The place in the document where the base URL would be, for the error when there is none.</summary>
    public string BaseUrlPlace { get; init; } = "";

    /// <summary>The other base URLs of the document.</summary>
    public IReadOnlyList<string> OtherServers { get; init; } = [];

    /// <summary>The auth methods of the document.</summary>
    public IReadOnlyList<AuthMethod> AuthMethods { get; init; } = [];

    /// <summary>The alternatives of <see cref="AuthMethods"/>. Empty: any one of them.</summary>
    public IReadOnlyList<AuthAlternative> AuthAlternatives { get; init; } = [];

    /// <summary>The endpoints, with unique ids.</summary>
    public required IReadOnlyList<ConnectorEndpoint> Endpoints { get; init; }

    /// <summary>The shared schemas.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Schemas { get; init; } =
        ReadOnlyDictionary<string, JsonSchema>.Empty;

    /// <summary>The inputs of the URLs.</summary>
    public InputCatalog Inputs { get; init; } = new();

    /// <summary>Everything that was lost or repaired, with the places.</summary>
    public IReadOnlyList<ConnectorError> Warnings { get; init; } = [];

    /// <summary>Returns the result of the import.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: there is no endpoint, or no base URL although one is needed.
    /// </exception>
    public ImportResult Complete(ImportRequest request)
    {
        if (Endpoints.Count == 0)
            throw DocumentErrors.Invalid("", "The document has no operations that can be called.");
        var source = request.Source;
        var (baseUrl, missing) = FindBaseUrl(request);
        var methods = source.Auth ?? AuthMethods;
        var warnings = Warnings;
        if (methods.Count == 0) warnings = [.. warnings, WithoutAuth()];
        var name = ConnectorName.Title(Title);
        var definition = new ConnectorDefinition
        {
            Id = source.Id ?? ConnectorName.Id(source.Title ?? Title, baseUrl),
            Title = source.Title ?? (name.Length > 0 ? name : ConnectorName.Id("", baseUrl).Value),
            Description = string.IsNullOrWhiteSpace(Description) ? null : Description,
            BaseUrl = baseUrl,
            AuthMethods = methods,
            AuthAlternatives = source.Auth is null ? AuthAlternatives : [],
            Endpoints = Endpoints,
            Schemas = Schemas,
            Inputs = Inputs.Inputs,
        };
        return ImportResult.Of(definition) with
        {
            Warnings = warnings,
            OtherServers = source.BaseUrl is null ? OtherServers : [],
            MissingServer = missing,
            KeysWithoutWord = source.Auth is null ? AuthorizationWord.UndecidedIds(methods) : [],
        };
    }

    private (string BaseUrl, string? Missing) FindBaseUrl(ImportRequest request)
    {
        if (request.Source.BaseUrl is { } ofHost)
        {
            var trimmed = ServerReader.Trim(ofHost);
            return (Inputs.Declare(trimmed, null, null) ?? trimmed, null);
        }

        if (BaseUrl is not null) return (BaseUrl, null);
        var problem = DocumentErrors.Invalid(BaseUrlPlace, $"The document has no base URL. {HowToFix}");
        if (request.NeedsServer) throw problem;
        var host = Inputs.Add(new()
        {
            Name = DocumentImporter.HostInput,
            Title = "Host",
            Description = "The external system's host name, such as api.example.com.",
        });
        return ($"https://{{{host}}}", problem.Error.Message);
    }

    private static ConnectorError WithoutAuth() => new()
    {
        Code = ConnectorErrorCode.InvalidDocument,
        Message = "The document does not declare how to authenticate. "
            + $"Set the auth methods with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithAuth)}.",
        Location = "",
    };
}
