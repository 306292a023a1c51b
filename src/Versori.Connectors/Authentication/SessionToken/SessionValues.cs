using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>The values that a request of a session is filled with, and which of them need not be there.</summary>
/// <param name="all">The values.</param>
/// <param name="optionalFields">
/// The fields of the credential that need not be given; inputs that were not given are known by not being there.
/// </param>
internal sealed class SessionValues(TemplateValues all, IReadOnlySet<string> optionalFields)
{
    public TemplateValues All => all;

    /// <summary>
    /// What a template comes to; <see langword="null"/> when it uses an optional value that was not given.
    /// </summary>
    /// <exception cref="ConnectorException">Another value is missing, or must not stand in the position.</exception>
    public string? Fill(string text, TemplatePosition position)
    {
        var template = TextTemplate.Parse(text);
        return template.Missing(all) is { } missing && (optionalFields.Contains(missing) || !all.TryGet(missing, out _)) ? null : template.Fill(all, position);
    }
}
