namespace Versori.Connectors.Generation.Planning;

/// <summary>One operation that a requirement describes.</summary>
/// <param name="Text">The words of the requirement.</param>
/// <param name="Intent">The kind of operation.</param>
/// <param name="Terms">
/// The terms with their weights: 1 for a word of this clause, less for a word that "it" refers back to.
/// </param>
/// <param name="Concepts">The terms and phrases, each with the terms that may stand for it.</param>
/// <param name="Subjects">The terms of the verb's object, for example "comment" in "add a comment to an issue".</param>
/// <param name="Heads">
/// Those of them that name the thing itself: "link" in "a payment link". The others say more about it.
/// </param>
/// <param name="Action">The term of the verb, if it is one of the terms.</param>
/// <param name="IsKnownVerb">Whether the verb is one that is known to write or to read.</param>
/// <param name="IsBare">
/// Whether a noun follows directly on a verb that may be a noun too, as in "tag tickets" and "tag cloud".
/// </param>
/// <param name="IsQuestion">Whether it asks for information, which only needs reading.</param>
/// <param name="IsNegated">Whether it states what must not happen.</param>
/// <param name="IsImplied">
/// Whether it is not said, only meant: "for every repository" needs the repositories. Nothing is chosen for it.
/// </param>
/// <param name="Sources">The indexes of the systems that it refers to; if empty, any system.</param>
internal sealed record Clause(
    string Text,
    Intent Intent,
    IReadOnlyDictionary<string, double> Terms,
    IReadOnlyList<ConceptGroup> Concepts,
    IReadOnlyCollection<string> Subjects,
    IReadOnlyCollection<string> Heads,
    string? Action,
    bool IsKnownVerb,
    bool IsBare,
    bool IsQuestion,
    bool IsNegated,
    bool IsImplied,
    IReadOnlyList<int> Sources);
