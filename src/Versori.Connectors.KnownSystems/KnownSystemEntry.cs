using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>An entry of the index of known systems. <see cref="KnownSystems.Get"/> reads the description.</summary>
public sealed record KnownSystemEntry
{
    /// <summary>The id, such as <c>hubspot</c>: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The system's name as its vendor writes it.</summary>
    public required string Title { get; init; }

    /// <summary>The company or project that runs or makes the system.</summary>
    public required string Vendor { get; init; }

    /// <summary>Other ids by which the system is found. Default: none.</summary>
    public IReadOnlyList<string> Aliases
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// The hosts of the API. A part in braces stands for what differs between accounts, such as
    /// <c>{store}.myshopify.com</c>. Empty for systems that run on the customer's own hosts, and for variants.
    /// </summary>
    public IReadOnlyList<string> Hosts
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// The id of the system that this one is another way to use, such as <c>salesforce</c> for its JWT sign-in.
    /// Default: <see langword="null"/>, it is a system of its own.
    /// </summary>
    public string? VariantOf { get; init; }

    /// <summary>The names by which people call the system, in lower case.</summary>
    [JsonIgnore]
    internal IEnumerable<string> Names => Aliases.Prepend(Id);
}
