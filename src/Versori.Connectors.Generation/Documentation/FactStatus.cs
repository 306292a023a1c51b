namespace Versori.Connectors.Generation;

/// <summary>How well a fact of a <see cref="DocumentationDraft"/> is known.</summary>
public enum FactStatus
{
    /// <summary>It is derived from something else, such as a default, or the form of an example.</summary>
    Guessed,

    /// <summary>A page states it, in the words of <see cref="DocumentedFact.Quote"/>.</summary>
    Stated,

    /// <summary>An endpoint returned a successful response, or a person confirmed it.</summary>
    Verified,
}
