namespace Versori.Connectors.Generation.Planning;

/// <summary>One thing that a requirement asks for.</summary>
/// <param name="Text">The words, as they are written.</param>
/// <param name="Intent">What is to be done.</param>
/// <param name="Terms">What it is about, with weights: 1 for what is said here, less for what an "it" refers back to.</param>
/// <param name="Subjects">Those of the terms that something is done to: "comment" in "add a comment to an issue".</param>
/// <param name="Action">The term of the verb, if it is one of the terms.</param>
/// <param name="Sources">The indexes of the systems it is about; empty: any.</param>
internal sealed record Clause(
    string Text, Intent Intent, IReadOnlyDictionary<string, double> Terms, IReadOnlyCollection<string> Subjects, string? Action, IReadOnlyList<int> Sources);
