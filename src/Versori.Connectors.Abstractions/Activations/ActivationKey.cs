using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The integration, end user and environment of an activation.</summary>
/// <param name="Integration">The integration's name in the host, see <see cref="TemplateId.Integration"/>.</param>
/// <param name="Owner">The end user.</param>
/// <param name="Environment">The host's environment, such as <c>production</c>. Empty: the host has only one.</param>
/// <exception cref="ArgumentException">
/// The integration is empty, or a text contains NUL or is no Unicode text.
/// </exception>
public readonly record struct ActivationKey(string Integration, Owner Owner, string Environment = "")
{
    /// <summary>The integration's name in the host; empty for the default value.</summary>
    public string Integration
    {
        get => field ?? "";
        init => field = Name(value, nameof(Integration));
    } = Name(Integration, nameof(Integration));

    /// <summary>The host's environment. Empty: the host has only one.</summary>
    public string Environment
    {
        get => field ?? "";
        init => field = Given(value, nameof(Environment));
    } = Given(Environment, nameof(Environment));

    private static string Name(string value, string argument)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, argument);
        StoredText.ThrowIfInvalid(value, argument);
        return value;
    }

    private static string Given(string value, string argument)
    {
        ArgumentNullException.ThrowIfNull(value, argument);
        return value;
    }
}
