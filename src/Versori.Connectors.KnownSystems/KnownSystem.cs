namespace Versori.Connectors;

/// <summary>
/// How a real system authenticates and is addressed: hosts, inputs, auth methods with their scopes, a check, limits,
/// and what the person who registers an OAuth client has to know.
/// </summary>
public sealed class KnownSystem
{
    internal KnownSystem(KnownSystemEntry entry, ConnectorDefinition definition)
    {
        Entry = entry;
        Definition = definition;
    }

    /// <summary>The id, such as <c>hubspot</c>.</summary>
    public string Id => Entry.Id;

    /// <summary>The system's name as its vendor writes it.</summary>
    public string Title => Entry.Title;

    /// <summary>The company or project that runs or makes the system.</summary>
    public string Vendor => Entry.Vendor;

    /// <inheritdoc cref="KnownSystemEntry.Aliases" />
    public IReadOnlyList<string> Aliases => Entry.Aliases;

    /// <inheritdoc cref="KnownSystemEntry.Hosts" />
    public IReadOnlyList<string> Hosts => Entry.Hosts;

    /// <inheritdoc cref="KnownSystemEntry.VariantOf" />
    public string? VariantOf => Entry.VariantOf;

    /// <summary>The vendor's pages.</summary>
    public required KnownLinks Links { get; init; }

    /// <summary>
    /// What the person does who registers an OAuth client; <see langword="null"/> if no method needs one.
    /// </summary>
    public KnownRegistration? Registration { get; init; }

    /// <summary>
    /// How most lists of the system are read in pages; <see langword="null"/> if that is not known or differs between
    /// endpoints. Endpoints of documents have their own.
    /// </summary>
    public EndpointPaging? Paging { get; init; }

    /// <summary>Where the description's facts come from, and when they were checked; one for each part that it has.
    /// </summary>
    public required IReadOnlyList<KnownFact> Facts { get; init; }

    /// <summary>The values that each connection supplies besides its credentials.</summary>
    public IReadOnlyList<ConnectorInput> Inputs => Definition.Inputs;

    /// <summary>The ways in which the system authenticates callers, the recommended one first.</summary>
    public IReadOnlyList<AuthMethod> AuthMethods => Definition.AuthMethods;

    /// <summary>
    /// The definition of a connector for the system, without endpoints. Its auth methods check credentials themselves
    /// (<see cref="AuthMethod.CheckRequests"/>), where a check is known.
    /// </summary>
    public ConnectorDefinition Definition { get; }

    internal KnownSystemEntry Entry { get; }

    /// <summary>Returns the id and title.</summary>
    public override string ToString() => $"{Title} ({Id})";
}
