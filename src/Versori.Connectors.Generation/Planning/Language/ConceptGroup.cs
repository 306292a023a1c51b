namespace Versori.Connectors.Generation.Planning;

/// <summary>A word or a phrase of a clause, with the terms that descriptions of APIs may use for it.</summary>
/// <param name="Weight">How much it counts within its clause, from 0 to 1.</param>
/// <param name="Members">The terms, each with how well it stands for the word; 1 for the word itself.</param>
internal sealed record ConceptGroup(double Weight, IReadOnlyList<(string Term, double Strength)> Members)
{
    /// <summary>Whether it only says where or with what something happens.</summary>
    public bool IsPlace { get; init; }

    /// <summary>The word itself; <see langword="null"/> for a phrase.</summary>
    public string? Own => Members.FirstOrDefault(member => member.Strength >= 1).Term;
}
