using Versori.Connectors.Generation.Documentation;

namespace Versori.Connectors.Generation;

/// <summary>
/// A connector as documentation for people describes it. It becomes a source of plans and imports once what is guessed
/// about the authentication and the base URL is confirmed by a person (<see cref="Confirm"/>,
/// <see cref="WithAuth"/>) or by a test (<see cref="Verify"/>). Immutable: the methods return copies.
/// </summary>
public sealed record DocumentationDraft
{
    /// <summary>Creates a draft, for substitutes of <see cref="IDocumentationReader"/> in tests.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="facts">The facts.</param>
    public DocumentationDraft(ConnectorDefinition definition, IReadOnlyList<DocumentedFact> facts)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(facts);
        Definition = definition;
        Facts = facts;
    }

    /// <summary>The definition so far.</summary>
    public ConnectorDefinition Definition { get; private init; }

    /// <summary>Every fact of the definition with its place.</summary>
    public IReadOnlyList<DocumentedFact> Facts { get; private init; }

    /// <summary>What could not be read, or contradicts something else. At most 1,000.</summary>
    public IReadOnlyList<ConnectorError> Warnings { get; init; } = [];

    /// <summary>
    /// The guessed facts about the auth methods and the base URL. While there are any, <see cref="ToSource"/> fails.
    /// </summary>
    public IEnumerable<DocumentedFact> Unconfirmed =>
        Facts.Where(fact => fact is { IsAboutCredentials: true, Status: FactStatus.Guessed });

    /// <summary>Confirms facts: a person has looked at them.</summary>
    /// <param name="locations">The <see cref="DocumentedFact.Location"/>s of the facts.</param>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public DocumentationDraft Confirm(params IReadOnlyCollection<string> locations)
    {
        ArgumentNullException.ThrowIfNull(locations);
        foreach (var location in locations)
        {
            if (!Facts.Any(fact => fact.Location == location))
                throw new ArgumentException($"The draft has no fact at '{location}'.", nameof(locations));
        }

        return WithStatus(fact => locations.Contains(fact.Location, StringComparer.Ordinal));
    }

    /// <summary>Replaces what the pages say about authentication by what a person knows.</summary>
    /// <param name="methods">The auth methods; none: the system needs no authentication.</param>
    public DocumentationDraft WithAuth(params IReadOnlyList<AuthMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        var facts = methods.Select((method, at) => new DocumentedFact
        {
            Location = $"/authMethods/{at}",
            Value = method.Id,
            Status = FactStatus.Verified,
        });
        return this with
        {
            Definition = Definition with
            {
                AuthMethods = methods,
                AuthAlternatives = [],
                Endpoints = [.. Definition.Endpoints.Select(endpoint => endpoint with { AuthAlternatives = null })],
            },
            Facts = [.. Facts.Where(fact => !fact.IsAboutMethods), .. facts],
        };
    }

    /// <summary>
    /// Takes what a test of the endpoints has shown: those that returned a successful response are verified, and the
    /// authentication too if one of them did so with a credential and the draft has one method.
    /// </summary>
    /// <param name="report">The report of <see cref="IEndpointTester"/> for this definition.</param>
    /// <exception cref="ArgumentException">The report is about another connector.</exception>
    public DocumentationDraft Verify(EndpointTestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.ConnectorId != Definition.Id)
        {
            throw new ArgumentException(
                $"The report is about '{report.ConnectorId}', the draft is of '{Definition.Id}'.", nameof(report));
        }

        var working = report.With(EndpointTestOutcome.Works).Select(result => result.EndpointId)
            .ToHashSet(StringComparer.Ordinal);
        var locations = Definition.Endpoints.Index()
            .Where(endpoint => working.Contains(endpoint.Item.Id))
            .Select(endpoint => $"/endpoints/{endpoint.Index}")
            .ToHashSet(StringComparer.Ordinal);
        // The report does not tell which of several methods the connection used.
        var isAuthShown = working.Count > 0 && report.Connection is not null && Definition.AuthMethods.Count == 1;
        return WithStatus(fact => locations.Contains(fact.Location)
            || (working.Count > 0 && fact.Location == "/baseUrl")
            || (isAuthShown && fact.IsAboutMethods));
    }

    /// <summary>Returns the source for plans and imports.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDefinition"/>: something about the authentication or the base URL is
    /// guessed. Each error has the location of a fact.
    /// </exception>
    public ConnectorSource ToSource()
    {
        var errors = Unconfirmed.Select(DraftErrors.Unconfirmed).ToList();
        if (errors.Count > 0) throw new ConnectorException(errors);
        return ConnectorSource.Of(Definition);
    }

    private DocumentationDraft WithStatus(Func<DocumentedFact, bool> isVerified) => this with
    {
        Facts = [.. Facts.Select(fact => isVerified(fact) ? fact with { Status = FactStatus.Verified } : fact)],
    };
}
