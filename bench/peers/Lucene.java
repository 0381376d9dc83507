import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;

/** Lucene as a process of the engine benchmark; `bench/peers/__init__.py` says what it answers. */
final class Lucene {
  private static final int TOP = 10;
  private static final int BATCH = 1000;
  private static final int EXPANSIONS = 128;
  private static final String VALUES = "\u001f";
  private static final String[] FACETS = {"month", "places", "people"};

  private final Path folder;
  private final List<Query> queries = new ArrayList<>();
  private IndexSearcher searcher;

  private Lucene(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Lucene lucene = new Lucene(Path.of(arguments[0]));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      System.out.println(lucene.answer(line.split("\t")));
      System.out.flush();
    }
  }

  private String answer(String[] request) throws IOException {
    return switch (request[0]) {
      case "write" -> write(Path.of(request[1]), Double.parseDouble(request[2]));
      case "open" -> open(Path.of(request[1]));
      case "pass" -> pass(request[1].equals("1"), Integer.parseInt(request[2]));
      case "memory" -> memory();
      default -> throw new IllegalArgumentException(request[0]);
    };
  }

  private String write(Path corpus, double megabytes) throws IOException {
    long nanos = -System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(megabytes);
    config.setMergeScheduler(new SerialMergeScheduler());
    int articles = 0;
    int segments;
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(corpus)) {
      nanos += System.nanoTime();
      List<String[]> batch = new ArrayList<>();
      for (boolean more = true; more; ) {
        batch.clear();
        for (String line; batch.size() < BATCH && (line = lines.readLine()) != null; ) {
          batch.add(line.split("\t", -1));
        }
        more = batch.size() == BATCH;
        nanos -= System.nanoTime();
        for (String[] article : batch) {
          writer.addDocument(document(++articles, article));
        }
        nanos += System.nanoTime();
      }
      nanos -= System.nanoTime();
      writer.forceMerge(1);
      writer.commit();
      nanos += System.nanoTime();
    }
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      segments = reader.leaves().size();
    }
    long bytes;
    try (Stream<Path> files = Files.list(folder)) {
      bytes = files.mapToLong(Lucene::size).sum();
    }
    return "{\"seconds\": %s, \"articles\": %d, \"bytes\": %d, \"segments\": %d}"
        .formatted(nanos / 1e9, articles, bytes, segments);
  }

  private static Document document(int number, String[] article) {
    Document made = new Document();
    made.add(new StringField("id", HexFormat.of().toHexDigits((long) number), Store.YES));
    made.add(new TextField("title", article[0], Store.NO));
    made.add(new TextField("body", article[1], Store.NO));
    made.add(new LongField("day", LocalDate.parse(article[2]).toEpochDay(), Store.NO));
    made.add(new SortedSetDocValuesField("month", new BytesRef(article[2].substring(0, 7))));
    for (int n = 3; n < 5; n++) {
      if (!article[n].isEmpty()) {
        for (String value : article[n].split(VALUES)) {
          made.add(new KeywordField(FACETS[n - 2], value, Store.NO));
        }
      }
    }
    return made;
  }

  private String open(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    long start = System.nanoTime();
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
    if (reader.leaves().size() > 1) {
      throw new IllegalStateException("the counts need an index of one segment");
    }
    searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    run(query(lines.get(0)), null);
    double elapsed = (System.nanoTime() - start) / 1e6;
    for (String line : lines) {
      queries.add(query(line));
    }
    return "{\"open_ms\": %s, \"version\": \"%s, Java %s\"}"
        .formatted(elapsed, Version.LATEST, System.getProperty("java.version"));
  }

  private static Query query(String line) {
    String[] parts = line.split("\t", -1);
    Query text = text(parts[0], parts[1].split(" "));
    List<Query> filters = new ArrayList<>();
    if (!parts[2].isEmpty()) {
      long first = LocalDate.parse(parts[2]).toEpochDay();
      filters.add(LongField.newRangeQuery("day", first, LocalDate.parse(parts[3]).toEpochDay()));
    }
    for (int n = 4; n < 6; n++) {
      if (!parts[n].isEmpty()) {
        filters.add(KeywordField.newExactQuery(FACETS[n - 3], parts[n]));
      }
    }
    if (filters.isEmpty()) {
      return text;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder().add(text, Occur.MUST);
    filters.forEach(filter -> all.add(filter, Occur.FILTER));
    return all.build();
  }

  private static Query text(String kind, String[] words) {
    return switch (kind) {
      case "match-all" -> MatchAllDocsQuery.INSTANCE;
      case "and" -> each(words, Occur.MUST);
      case "or" -> each(words, Occur.SHOULD);
      case "phrase", "common phrase" -> new PhraseQuery("body", words);
      case "prefix" -> new PrefixQuery(new Term("body", words[0]));
      case "fuzzy" -> new FuzzyQuery(new Term("body", words[0]), 1, 0, EXPANSIONS, false);
      default -> new TermQuery(new Term("body", words[0]));
    };
  }

  private static Query each(String[] words, Occur occur) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String word : words) {
      all.add(new TermQuery(new Term("body", word)), occur);
    }
    return all.build();
  }

  private String pass(boolean facets, int step) throws IOException {
    StringJoiner ms = new StringJoiner(", ", "[", "]");
    StringJoiner found = new StringJoiner(", ", "[", "]");
    for (int n = 0; n < queries.size(); n += step) {
      Counts counts = facets ? new Counts() : null;
      long start = System.nanoTime();
      run(queries.get(n), counts);
      ms.add(Double.toString((System.nanoTime() - start) / 1e6));
      if (facets) {
        found.add(
            "[%d, %d, %d, %d]".formatted(counts.total, counts.sum(0), counts.sum(1), counts.sum(2)));
      }
    }
    return facets ? "{\"ms\": %s, \"found\": %s}".formatted(ms, found) : "{\"ms\": %s}".formatted(ms);
  }

  /** The best ten with their ids; with counts both in one go, as Lucene's own facets are collected. */
  private List<String> run(Query query, Counts counts) throws IOException {
    TopDocs best;
    if (counts == null) {
      best = searcher.search(query, TOP);
    } else {
      CollectorManager<?, TopDocs> ranking = new TopScoreDocCollectorManager(TOP, Integer.MAX_VALUE);
      MultiCollectorManager both = new MultiCollectorManager(ranking, counts.manager());
      best = (TopDocs) searcher.search(query, both)[0];
      counts.rank();
    }
    List<String> ids = new ArrayList<>(TOP);
    StoredFields stored = searcher.storedFields();
    for (ScoreDoc hit : best.scoreDocs) {
      ids.add(stored.document(hit.doc).get("id"));
    }
    return ids;
  }

  private static String memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    String resident = "null";
    String anonymous = "null";
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        String[] parts = line.split("\\s+");
        switch (parts[0]) {
          case "VmRSS:" -> resident = Double.toString(Long.parseLong(parts[1]) / 1000.0);
          case "RssAnon:" -> anonymous = Double.toString(Long.parseLong(parts[1]) / 1000.0);
          default -> {}
        }
      }
    }
    return "{\"resident\": %s, \"anonymous\": %s}".formatted(resident, anonymous);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** Exact counts of all values over all matches of one segment, then the names of the most frequent. */
  private static final class Counts extends SimpleCollector {
    private final int[][] counts = new int[FACETS.length][];
    private final SortedSetDocValues[] values = new SortedSetDocValues[FACETS.length];
    private final List<List<String>> names = new ArrayList<>();
    private final long[] sums = new long[FACETS.length];
    private int total;

    CollectorManager<Counts, Counts> manager() {
      return new CollectorManager<>() {
        @Override
        public Counts newCollector() {
          return Counts.this;
        }

        @Override
        public Counts reduce(java.util.Collection<Counts> all) {
          return Counts.this;
        }
      };
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      for (int n = 0; n < FACETS.length; n++) {
        values[n] = DocValues.getSortedSet(context.reader(), FACETS[n]);
        counts[n] = new int[(int) values[n].getValueCount()];
      }
    }

    @Override
    public void collect(int document) throws IOException {
      total++;
      for (int n = 0; n < FACETS.length; n++) {
        SortedSetDocValues facet = values[n];
        if (facet.advanceExact(document)) {
          int[] counted = counts[n];
          for (int left = facet.docValueCount(); left > 0; left--) {
            counted[(int) facet.nextOrd()]++;
          }
        }
      }
    }

    void rank() throws IOException {
      for (int n = 0; n < FACETS.length && counts[n] != null; n++) {
        int limit = n == 0 ? counts[n].length : TOP;
        names.add(best(values[n], counts[n], limit, n));
      }
    }

    long sum(int facet) {
      return sums[facet];
    }

    private List<String> best(SortedSetDocValues facet, int[] counted, int limit, int n) throws IOException {
      int[] kept = new int[limit];
      int size = 0;
      for (int ord = 0; ord < counted.length; ord++) {
        if (counted[ord] == 0 || (size == limit && counted[ord] <= counted[kept[size - 1]])) {
          continue;
        }
        int at = size < limit ? size++ : size - 1;
        // Months stay in order, of other values the ten most frequent are kept in place.
        for (; n > 0 && at > 0 && counted[kept[at - 1]] < counted[ord]; at--) {
          kept[at] = kept[at - 1];
        }
        kept[at] = ord;
      }
      List<String> found = new ArrayList<>(size);
      for (int at = 0; at < size; at++) {
        found.add(facet.lookupOrd(kept[at]).utf8ToString());
        sums[n] += counted[kept[at]];
      }
      return found;
    }
  }
}
