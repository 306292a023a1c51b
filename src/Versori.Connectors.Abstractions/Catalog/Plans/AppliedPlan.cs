using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The result of applying a plan: the linked templates by their names, and what connections that were made before lack
/// for it.
/// </summary>
[SuppressMessage(
    "Naming",
    "CA1710:Identifiers should have correct suffix",
    Justification = "It is the result of applying a plan; that it lists the templates is a convenience.")]
public sealed class AppliedPlan : IReadOnlyDictionary<string, ConnectionTemplate>
{
    /// <summary>How many names an error lists.</summary>
    private const int MaximumNamed = 10;

    /// <summary>Creates a result.</summary>
    /// <param name="templates">The templates by their names.</param>
    /// <param name="needs">What connections lack. Default: nothing.</param>
    /// <param name="hasMoreNeeds">Whether further connections may lack something.</param>
    /// <param name="connectors">What happened to each connector. Default: nothing is stated.</param>
    public AppliedPlan(
        IReadOnlyDictionary<string, ConnectionTemplate> templates,
        IReadOnlyList<ConnectionNeed>? needs = null,
        bool hasMoreNeeds = false,
        IReadOnlyList<AppliedConnector>? connectors = null)
    {
        ArgumentNullException.ThrowIfNull(templates);
        Templates = templates;
        Needs = ValueList<ConnectionNeed>.Of(needs ?? []);
        HasMoreNeeds = hasMoreNeeds;
        Connectors = ValueList<AppliedConnector>.Of(connectors ?? []);
    }

    /// <summary>
    /// What happened to each connector of the plan and to its template, in the order of the plan: created, grown or
    /// unchanged.
    /// </summary>
    public IReadOnlyList<AppliedConnector> Connectors { get; }

    /// <summary>The templates by their names.</summary>
    public IReadOnlyDictionary<string, ConnectionTemplate> Templates { get; }

    /// <summary>
    /// What connections that were made before lack for the plan's endpoints: scopes, origins or methods. At most 100.
    /// </summary>
    public IReadOnlyList<ConnectionNeed> Needs { get; }

    /// <summary>
    /// Whether further connections may lack something, since only a limited number is examined when a plan is applied.
    /// <c>IConnectionMaintenance.ListNeedsAsync</c> streams all of them.
    /// </summary>
    public bool HasMoreNeeds { get; }

    /// <inheritdoc />
    public IEnumerable<string> Keys => Templates.Keys;

    /// <inheritdoc />
    public IEnumerable<ConnectionTemplate> Values => Templates.Values;

    /// <inheritdoc />
    public int Count => Templates.Count;

    /// <summary>Returns a template by its name.</summary>
    /// <param name="key">The name (<see cref="PlannedConnector.TemplateName"/>).</param>
    /// <exception cref="KeyNotFoundException">
    /// The plan has no template of that name. The message contains the names that it has.
    /// </exception>
    public ConnectionTemplate this[string key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            return Templates.TryGetValue(key, out var template) ? template : throw NotFound(key);
        }
    }

    /// <inheritdoc />
    public bool ContainsKey(string key) => Templates.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ConnectionTemplate value) =>
        Templates.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, ConnectionTemplate>> GetEnumerator() => Templates.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyNotFoundException NotFound(string key)
    {
        var nearest = NearestNames.Of(key, Templates.Keys).Take(MaximumNamed).ToArray();
        return new(nearest.Length == 0
            ? $"The plan has no template '{key}': it has no connectors."
            : $"The plan has no template '{key}'. The nearest are: {string.Join(", ", nearest)}.");
    }
}
